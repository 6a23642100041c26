import type { Call, Fact } from "./task.ts";
import type { World } from "./world.ts";

/** A mistake an agent makes, and the call that the answer to it leads to. */
export interface Recovery {
  readonly id: string;
  /** What went wrong, in a few words. */
  readonly mistake: string;
  wrong(world: World): Call;
  /** Whether the mistake is refused, or answered with a warning. */
  readonly isRefused: boolean;
  /** What the message must say. */
  readonly says: readonly string[];
  /** The call that follows from the message alone; `undefined` when the message does not help. */
  corrected(message: string, world: World): Call | undefined;
  facts(world: World): readonly Fact[];
}

const ZONE = "Asia/Kolkata";

/** The word a message proposes. */
function toProposed(message: string): string | undefined {
  return /Did you mean "([^"]+)"/.exec(message)?.[1];
}

/** The words a message allows. */
function toAllowed(message: string): string[] {
  return /Allowed: ([^.]+)\./.exec(message)?.[1]?.split(", ") ?? [];
}

/** Repeats a call with the word that the message proposes. */
function withProposed(message: string, toCall: (word: string) => Call): Call | undefined {
  const word = toProposed(message);
  return word === undefined ? undefined : toCall(word);
}

const project = (id: string) => [{ dimension: "project", operator: "is", values: [id] }];

export const RECOVERIES: readonly Recovery[] = [
  {
    id: "misspelt-group",
    mistake: "a dimension is misspelt",
    wrong: (world) => ({ tool: "get_lead_stats", input: { ...world.period(-28, -1), group_by: ["sorce"] } }),
    isRefused: true,
    says: ["group_by", '"sorce"', "source"],
    corrected: (message, world) =>
      withProposed(message, (word) => ({
        tool: "get_lead_stats",
        input: { ...world.period(-28, -1), group_by: [word] },
      })),
    facts: (world) => [
      { at: "rows[source=google].primary", is: world.count(-28, -1, { source: "google" }).primary },
    ],
  },
  {
    id: "misspelt-project",
    mistake: "a project id is misspelt",
    wrong: (world) => ({
      tool: "rank_focus_areas",
      input: { ...world.period(-28, -1), filters: project("scholar-hub") },
    }),
    isRefused: true,
    says: ['"scholar-hub" is no project', "scholars-hub"],
    corrected: (message, world) =>
      withProposed(message, (word) => ({
        tool: "rank_focus_areas",
        input: { ...world.period(-28, -1), filters: project(word) },
      })),
    facts: () => [{ at: "segments[labels.source=clickbay].verdict", is: "fix" }],
  },
  {
    id: "unknown-project-name",
    mistake: "a client's name is no project",
    wrong: (world) => ({
      tool: "get_lead_summary",
      input: { ...world.period(-7, -1), filters: project("Blue Lagoon Villas") },
    }),
    isRefused: true,
    says: ["no such project", "green-acres", "marina-vista"],
    corrected(message, world) {
      const id = toAllowed(message).find((word) => word.startsWith("marina"));
      if (id === undefined) return undefined;
      return { tool: "get_lead_summary", input: { ...world.period(-7, -1), filters: project(id) } };
    },
    facts: (world) => [
      { at: "totals.primary", is: world.count(-7, -1, { project: "marina-vista" }).primary },
    ],
  },
  {
    id: "unknown-campaign",
    mistake: "a campaign is called as people call it",
    wrong: (world) => ({
      tool: "get_lead_stats",
      input: {
        ...world.period(-28, -1),
        filters: [{ dimension: "utm_campaign", operator: "is", values: ["Weekend site visits"] }],
      },
    }),
    isRefused: false,
    says: ["No event", "near\tga-weekend-site-visits"],
    corrected(message, world) {
      const [, name] = /\nnear\t([^\t\n]+)/.exec(message) ?? [];
      if (name === undefined) return undefined;
      const filters = [{ dimension: "utm_campaign", operator: "is", values: [name] }];
      return { tool: "get_lead_stats", input: { ...world.period(-28, -1), filters } };
    },
    facts: (world) => [
      {
        at: "totals.primary",
        is: world.count(-28, -1, { utm_campaign: "ga-weekend-site-visits" }).primary,
      },
    ],
  },
  {
    id: "date-in-words",
    mistake: "a date is written in words",
    wrong: () => ({ tool: "get_lead_stats", input: { from: "last monday", timezone: ZONE } }),
    isRefused: true,
    says: ["from must be an ISO date", "2026-11-15"],
    corrected: (message, world) =>
      message.includes("ISO date") ? { tool: "get_lead_stats", input: world.period(-7, -1) } : undefined,
    facts: (world) => [{ at: "totals.primary", is: world.count(-7, -1).primary }],
  },
  {
    id: "period-twice",
    mistake: "days and dates are given together",
    wrong: (world) => ({ tool: "audit_lead_quality", input: { ...world.period(-28, -1), days: 28 } }),
    isRefused: true,
    says: ["give only one of period, days, or from and to"],
    corrected: (message, world) =>
      message.includes("only one") ? { tool: "audit_lead_quality", input: world.period(-28, -1) } : undefined,
    facts: (world) => [{ at: "overall.total", is: world.count(-28, -1).total }],
  },
  {
    id: "end-before-beginning",
    mistake: "a period ends before it begins",
    wrong: (world) => ({
      tool: "explain_change",
      input: { from: world.date(-1), to: world.date(-7), timezone: ZONE },
    }),
    isRefused: true,
    says: ["must be later than from"],
    corrected: (message, world) =>
      message.includes("later than from")
        ? { tool: "explain_change", input: world.period(-7, -1) }
        : undefined,
    facts: (world) => [{ at: "overall.now", is: world.count(-7, -1).primary }],
  },
  {
    id: "unknown-metric",
    mistake: "a metric does not exist",
    wrong: (world) => ({ tool: "forecast_leads", input: { ...world.period(-77, -1), metric: "revenue" } }),
    isRefused: true,
    says: ["metric", '"revenue"', "primary"],
    corrected(message, world) {
      const metric = toAllowed(message).find((word) => word === "primary");
      if (metric === undefined) return undefined;
      return { tool: "forecast_leads", input: { ...world.period(-77, -1), metric } };
    },
    facts: (world) => [{ at: "history.total", is: world.count(-77, -1).primary }],
  },
  {
    id: "unknown-parameter",
    mistake: "a parameter has another name",
    wrong: (world) => ({
      tool: "detect_anomalies",
      input: { ...world.period(-28, -15), segment_by: "project" },
    }),
    isRefused: true,
    says: ["segment_by: unknown parameter", "group_by"],
    corrected(message, world) {
      if (!toAllowed(message).includes("group_by")) return undefined;
      return { tool: "detect_anomalies", input: { ...world.period(-28, -15), group_by: ["project"] } };
    },
    facts: (world) => [{ at: `anomalies[kind=volume,labels=null,from=${world.date(-20)}].observed`, is: 0 }],
  },
  {
    id: "zone-by-letters",
    mistake: "a time zone is abbreviated",
    wrong: (world) => ({
      tool: "find_best_times",
      input: { ...world.period(-56, -1), timezone: "Asia/Calcuta" },
    }),
    isRefused: true,
    says: ["IANA time zone"],
    corrected: (message, world) =>
      withProposed(message, (word) => ({
        tool: "find_best_times",
        input: { ...world.period(-56, -1), timezone: word },
      })),
    facts: (world) => [{ at: "history.leads", is: world.count(-56, -1).primary }],
  },
  {
    id: "too-fine",
    mistake: "a question asks for more rows than anybody reads",
    wrong: (world) => ({
      tool: "get_lead_stats",
      input: { ...world.period(-77, -1), bucket: "30min", group_by: ["city"], limit: 500 },
    }),
    isRefused: true,
    says: ["more than 168 rows", "longer bucket"],
    corrected: (message, world) =>
      message.includes("longer bucket")
        ? { tool: "get_lead_stats", input: { ...world.period(-77, -1), bucket: "day" } }
        : undefined,
    facts: (world) => [{ at: "totals.total", is: world.count(-77, -1).total }],
  },
  {
    id: "name-of-dimension",
    mistake: "a dimension is called as people call it, and a list is left out",
    wrong: (world) => ({
      tool: "rank_focus_areas",
      input: { ...world.period(-28, -1), group_by: "campaign", filters: { project: "Scholars Hub" } },
    }),
    isRefused: false,
    says: ['group_by was read as ["utm_campaign"]', "was read as scholars-hub"],
    corrected: (_, world) => ({
      tool: "rank_focus_areas",
      input: { ...world.period(-28, -1), group_by: ["utm_campaign"], filters: project("scholars-hub") },
    }),
    facts: () => [{ at: "segments[labels.utm_campaign=sh-display-prospecting].verdict", is: "fix" }],
  },
];

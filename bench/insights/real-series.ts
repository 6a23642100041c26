import { existsSync, readFileSync } from "node:fs";
import { resolve } from "node:path";

/** One lead of the real series: when it came and what became of it. */
export interface RealLead {
  /** Epoch seconds; the file's clock is taken as UTC. */
  readonly at: number;
  readonly isGood: boolean;
  readonly isSpam: boolean;
}

/** Lies beside the repository and is no part of it; only sums over it are ever printed. */
const FILE = resolve(import.meta.dirname, "../../../shared/data/leadsmart_lead_status_changes.csv");
const GOOD = new Set(["QUALIFIED", "HIGH_INTEREST", "MEETING_DONE", "DONE_DEAL"]);
const SPAM = new Set(["SPAM", "WRONG_NUMBER"]);

/** The leads in order of arrival; `undefined` where the file is absent. */
export function readRealLeads(): RealLead[] | undefined {
  if (!existsSync(FILE)) return undefined;
  const arrivals = new Map<string, number>();
  const good = new Set<string>();
  const spam = new Set<string>();
  for (const line of readFileSync(FILE, "utf8").trim().split("\n").slice(1)) {
    const [id = "", status = "", created = ""] = line.replaceAll('"', "").trim().split(",");
    const at = Date.parse(`${created.replace(" ", "T")}Z`) / 1000;
    if (status === "NEW_LEAD") arrivals.set(id, Math.min(at, arrivals.get(id) ?? at));
    if (GOOD.has(status)) good.add(id);
    if (SPAM.has(status)) spam.add(id);
  }
  return [...arrivals]
    .map(([id, at]) => ({ at, isGood: good.has(id), isSpam: spam.has(id) }))
    .sort((one, other) => one.at - other.at);
}

export const SKIPPED = "skipped: the file of real leads is not there";
const DAY_S = 86_400;

export interface RealDays {
  /** Day 0 in days since 1970. */
  readonly first: number;
  /** 0 = Monday. */
  readonly weekdays: readonly number[];
  readonly leads: readonly number[];
  readonly good: readonly number[];
  readonly spam: readonly number[];
  /** Leads of every hour. */
  readonly hours: readonly number[];
  readonly goodHours: readonly number[];
}

/** The series by day and hour, from its first to its last day. */
export function toRealDays(leads: readonly RealLead[]): RealDays {
  const first = Math.floor((leads[0]?.at ?? 0) / DAY_S);
  const length = Math.floor((leads.at(-1)?.at ?? 0) / DAY_S) - first + 1;
  const count = (keep: (lead: RealLead) => boolean, stepS: number) => {
    const sums = new Array<number>((length * DAY_S) / stepS).fill(0);
    for (const lead of leads) {
      const index = Math.floor((lead.at - first * DAY_S) / stepS);
      if (keep(lead)) sums[index] = (sums[index] ?? 0) + 1;
    }
    return sums;
  };
  return {
    first,
    weekdays: Array.from({ length }, (_, day) => (first + day + 3) % 7),
    leads: count(() => true, DAY_S),
    good: count(({ isGood }) => isGood, DAY_S),
    spam: count(({ isSpam }) => isSpam, DAY_S),
    hours: count(() => true, 3600),
    goodHours: count(({ isGood }) => isGood, 3600),
  };
}

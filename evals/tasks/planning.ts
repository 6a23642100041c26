import { only } from "../filters.ts";
import type { Task } from "../task.ts";
import type { Where, World } from "../world.ts";

/** What the ranking calls submissions: everything new that arrived. */
function toNew(world: World, from: number, to: number, where: Where = {}): number {
  const { primary, bot, blocked } = world.count(from, to, where);
  return primary + bot + blocked;
}

export const PLANNING: readonly Task[] = [
  {
    id: "more-budget",
    family: "planning",
    question: "Which campaign of Green Acres deserves more budget?",
    paraphrase: "Where does budget for hot leads pay off among Green Acres' campaigns?",
    expected: "rank_focus_areas",
    acceptable: ["get_lead_stats"],
    solve(world) {
      const campaign = "ga-weekend-site-visits";
      const { hot_count } = world.count(-77, -1, { utm_campaign: campaign });
      const input = {
        ...world.period(-77, -1),
        ...only({ project: "Green Acres" }),
        ...{ group_by: ["utm_campaign"], good: "hot" },
      };
      return {
        calls: [{ tool: "rank_focus_areas", input }],
        facts: [
          { at: `segments[labels.utm_campaign=${campaign}].good`, is: hot_count },
          { at: `segments[labels.utm_campaign=${campaign}].verdict`, is: "scale" },
          { at: "segments[labels.utm_campaign=ga-family-homes-video].verdict", is: "fix" },
        ],
        answer: [campaign, "scale"],
      };
    },
  },
  {
    id: "fix-or-drop",
    family: "planning",
    question: "Which source should we fix or drop at Scholars Hub?",
    paraphrase: "Rank Scholars Hub's sources: which one wastes the budget?",
    expected: "rank_focus_areas",
    acceptable: ["audit_lead_quality", "get_lead_stats"],
    solve(world) {
      const where = { project: "scholars-hub", source: "clickbay" };
      const { primary, suspicious_count } = world.count(-28, -1, where);
      const input = { ...world.period(-28, -1), ...only({ project: "scholars-hub" }), group_by: ["source"] };
      return {
        calls: [{ tool: "rank_focus_areas", input }],
        facts: [
          { at: "segments[labels.source=clickbay].verdict", is: "fix" },
          { at: "segments[labels.source=clickbay].submissions", is: toNew(world, -28, -1, where) },
          { at: "segments[labels.source=clickbay].good", is: primary - suspicious_count },
        ],
        answer: ["clickbay", "fix"],
      };
    },
  },
  {
    id: "focus-next-week",
    family: "planning",
    question: "Where should the team put its attention next week?",
    paraphrase: "What are our focus areas by source?",
    expected: "rank_focus_areas",
    acceptable: ["get_lead_summary"],
    solve(world) {
      const { primary, suspicious_count } = world.count(-28, -1);
      return {
        calls: [{ tool: "rank_focus_areas", input: world.period(-28, -1) }],
        facts: [
          { at: "overall.submissions", is: toNew(world, -28, -1) },
          { at: "overall.good", is: primary - suspicious_count },
          { at: "segments[0].labels.source", is: "clickbay" },
        ],
        answer: ["clickbay", "google"],
      };
    },
  },
  {
    id: "cities-to-push",
    family: "planning",
    question: "Which cities are worth more attention?",
    paraphrase: "Rank cities by where attention pays off.",
    expected: "rank_focus_areas",
    acceptable: ["get_lead_stats"],
    solve(world) {
      const { primary, suspicious_count } = world.count(-28, -1, { city: "Pune" });
      return {
        calls: [
          { tool: "rank_focus_areas", input: { ...world.period(-28, -1), group_by: ["city"], limit: 50 } },
        ],
        facts: [{ at: "segments[labels.city=Pune].good", is: primary - suspicious_count }],
        answer: ["Pune"],
      };
    },
  },
  {
    id: "channel-for-hot-leads",
    family: "planning",
    question: "Into which channel should we shift budget to gain hot leads?",
    paraphrase: "Channels ranked by hot leads gained when budget moves.",
    expected: "rank_focus_areas",
    acceptable: ["get_lead_stats"],
    solve(world) {
      const { hot_count } = world.count(-28, -1, { channel: "ai_assistant" });
      const input = { ...world.period(-28, -1), group_by: ["channel"], good: "hot" };
      return {
        calls: [{ tool: "rank_focus_areas", input }],
        facts: [
          { at: "segments[labels.channel=ai_assistant].good", is: hot_count },
          { at: "segments[labels.channel=ai_assistant].verdict", is: "scale" },
          { at: "segments[labels.channel=paid_social].verdict", is: "fix" },
        ],
        answer: ["ai_assistant", hot_count],
      };
    },
  },
  {
    id: "segments-of-two",
    family: "planning",
    question: "Which pairs of source and device are priority segments for Green Acres?",
    paraphrase: "Priority segments by source and device, with a verdict each.",
    expected: "rank_focus_areas",
    acceptable: ["get_lead_stats"],
    solve(world) {
      const where = { project: "green-acres", source: "facebook", device: "mobile" };
      const input = {
        ...world.period(-77, -1),
        ...only({ project: "green-acres" }),
        ...{ group_by: ["source", "device"], good: "hot", limit: 20 },
      };
      return {
        calls: [{ tool: "rank_focus_areas", input }],
        facts: [
          {
            at: "segments[labels.source=facebook,labels.device=mobile].good",
            is: world.count(-77, -1, where).hot_count,
          },
          { at: "segments[labels.source=facebook,labels.device=mobile].verdict", is: "fix" },
        ],
        answer: ["facebook", "mobile", "fix"],
      };
    },
  },
  {
    id: "project-attention",
    family: "planning",
    question: "Which project needs our attention most?",
    paraphrase: "Rank projects by good leads to gain.",
    expected: "rank_focus_areas",
    acceptable: ["get_lead_summary", "audit_lead_quality"],
    solve: (world) => ({
      calls: [{ tool: "rank_focus_areas", input: { ...world.period(-28, -1), group_by: ["project"] } }],
      facts: [
        { at: "segments[labels.project=scholars-hub].verdict", is: "fix" },
        {
          at: "segments[labels.project=scholars-hub].submissions",
          is: toNew(world, -28, -1, { project: "scholars-hub" }),
        },
      ],
      answer: ["scholars-hub", "fix"],
    }),
  },
  {
    id: "next-week",
    family: "planning",
    question: "How many leads can we expect next week?",
    paraphrase: "Forecast of the coming week with a range.",
    expected: "forecast_leads",
    acceptable: [],
    solve(world) {
      const past = world.count(-77, -8).primary;
      return {
        calls: [{ tool: "forecast_leads", input: world.period(-77, -8) }],
        facts: [
          { at: "history.total", is: past },
          { at: "horizons[horizon=week].from", is: world.date(-7) },
          // What then came is known: the forecast is made as of eight days before.
          {
            low: "horizons[horizon=week].low",
            high: "horizons[horizon=week].high",
            holds: world.count(-7, -1).primary,
          },
        ],
        answer: [past],
      };
    },
  },
  {
    id: "tomorrow",
    family: "planning",
    question: "How many leads should we expect tomorrow?",
    paraphrase: "Prediction for the next day.",
    expected: "forecast_leads",
    acceptable: [],
    solve: (world) => ({
      calls: [{ tool: "forecast_leads", input: world.period(-77, -8) }],
      facts: [
        { at: "horizons[horizon=day].from", is: world.date(-7) },
        {
          low: "horizons[horizon=day].low",
          high: "horizons[horizon=day].high",
          holds: world.count(-7, -7).primary,
        },
      ],
      answer: [world.date(-7)],
    }),
  },
  {
    id: "next-month-project",
    family: "planning",
    question: "What will a month bring Green Acres at this pace?",
    paraphrase: "How many leads to expect next month for Green Acres, at least and at most?",
    expected: "forecast_leads",
    acceptable: [],
    solve(world) {
      const { primary } = world.count(-77, -1, { project: "green-acres" });
      const input = { ...world.period(-77, -1), ...only({ project: "Green Acres" }) };
      return {
        calls: [{ tool: "forecast_leads", input }],
        facts: [
          { at: "history.days", is: 77 },
          { at: "history.total", is: primary },
          { at: "horizons.length", is: 3 },
        ],
        answer: [primary],
      };
    },
  },
  {
    id: "weekly-target",
    family: "planning",
    question: "What is a realistic weekly target for Marina Vista?",
    paraphrase: "Leads to expect per week at Marina Vista, for setting targets.",
    expected: "forecast_leads",
    acceptable: ["get_lead_stats"],
    solve(world) {
      const where = { project: "marina-vista" };
      const input = { ...world.period(-77, -8), ...only(where) };
      return {
        calls: [{ tool: "forecast_leads", input }],
        facts: [
          { at: "history.total", is: world.count(-77, -8, where).primary },
          {
            low: "horizons[horizon=week].low",
            high: "horizons[horizon=week].high",
            holds: world.count(-7, -1, where).primary,
          },
        ],
        answer: [world.count(-77, -8, where).primary],
      };
    },
  },
  {
    id: "hot-capacity",
    family: "planning",
    question: "How many hot leads must we have capacity for in the next days and weeks?",
    paraphrase: "Forecast hot leads, to plan capacity.",
    expected: "forecast_leads",
    acceptable: ["find_best_times"],
    solve(world) {
      const past = world.count(-77, -8).hot_count;
      return {
        calls: [{ tool: "forecast_leads", input: { ...world.period(-77, -8), metric: "hot_count" } }],
        facts: [
          { at: "history.total", is: past },
          {
            low: "horizons[horizon=week].low",
            high: "horizons[horizon=week].high",
            holds: world.count(-7, -1).hot_count,
          },
        ],
        answer: [past],
      };
    },
  },
];

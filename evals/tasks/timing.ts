import { only } from "../filters.ts";
import type { Task } from "../task.ts";
import type { World } from "../world.ts";

/** First hour of the three hours in a row with most primary leads, e.g. "19". */
function toBusiest(world: World, where: { project?: string }): string {
  const hours = world.by(-56, -1, "hour", where);
  const count = (hour: number) => hours.get(String(hour).padStart(2, "0"))?.primary ?? 0;
  const sums = Array.from({ length: 22 }, (_, hour) => count(hour) + count(hour + 1) + count(hour + 2));
  return String(sums.indexOf(Math.max(...sums))).padStart(2, "0");
}

/** Mean primary leads of an hour on a weekday over eight weeks. */
function toUsual(world: World, weekday: number, hour: string): number {
  const mondays = Array.from({ length: 8 }, (_, week) => -56 + 7 * week + weekday);
  const sum = mondays.reduce((total, day) => total + (world.by(day, day, "hour").get(hour)?.primary ?? 0), 0);
  return sum / mondays.length;
}

export const TIMING: readonly Task[] = [
  {
    id: "sales-at-the-phone",
    family: "timing",
    question: "When should the sales team of Green Acres be at the phone for hot leads?",
    paraphrase: "Best weekdays and hours to answer the hot leads of Green Acres.",
    expected: "find_best_times",
    acceptable: ["get_lead_stats"],
    solve: (world) => ({
      calls: [
        {
          tool: "find_best_times",
          input: { ...world.period(-56, -1), ...only({ project: "Green Acres" }), good: "hot" },
        },
      ],
      facts: [
        { at: "history.leads", is: world.count(-56, -1, { project: "green-acres" }).primary },
        { at: "windows[by=quality].from", is: "10:00" },
        { at: "windows[by=quality].to", is: "13:00" },
      ],
      answer: ["Saturday", "Sunday", "10:00–13:00"],
    }),
  },
  {
    id: "ad-hours-clinic",
    family: "timing",
    question: "At what hours should we run ads for the dental clinics?",
    paraphrase: "Best hours for the ad schedule of Bright Smile.",
    expected: "find_best_times",
    acceptable: ["get_lead_stats"],
    solve(world) {
      const from = toBusiest(world, { project: "bright-smile" });
      return {
        calls: [
          {
            tool: "find_best_times",
            input: { ...world.period(-56, -1), ...only({ project: "bright-smile" }) },
          },
        ],
        facts: [
          { at: "history.leads", is: world.count(-56, -1, { project: "bright-smile" }).primary },
          { at: "windows[by=volume].from", is: `${from}:00` },
        ],
        answer: [`${from}:00`],
      };
    },
  },
  {
    id: "ad-hours-coaching",
    family: "timing",
    question: "Mornings or evenings: when do coaching leads come in most?",
    paraphrase: "Busiest hours of Scholars Hub, to schedule ads.",
    expected: "find_best_times",
    acceptable: ["get_lead_stats"],
    solve(world) {
      const from = toBusiest(world, { project: "scholars-hub" });
      return {
        calls: [
          {
            tool: "find_best_times",
            input: { ...world.period(-56, -1), ...only({ project: "scholars-hub" }) },
          },
        ],
        facts: [
          { at: "history.weeks", is: 8 },
          { at: "windows[by=volume].from", is: `${from}:00` },
        ],
        answer: [`${from}:00`],
      };
    },
  },
  {
    id: "quiet-hours",
    family: "timing",
    question: "In which hours do hardly any leads come, so that nobody has to answer the phone?",
    paraphrase: "Quietest hours of the day for staffing.",
    expected: "find_best_times",
    acceptable: ["get_lead_stats"],
    solve(world) {
      const hours = [...world.by(-56, -1, "hour")].sort(([, a], [, b]) => a.primary - b.primary);
      const quietest = hours[0]?.[0] ?? "";
      return {
        calls: [{ tool: "find_best_times", input: world.period(-56, -1) }],
        facts: [{ at: "hours[min leads].from", is: `${quietest}:00` }],
        answer: [quietest],
      };
    },
  },
  {
    id: "weakest-weekday",
    family: "timing",
    question: "On which weekday could the clinic's phones stay unmanned?",
    paraphrase: "Weekdays of Bright Smile: when do leads come least?",
    expected: "find_best_times",
    acceptable: ["get_lead_stats"],
    solve: (world) => ({
      calls: [
        {
          tool: "find_best_times",
          input: { ...world.period(-56, -1), ...only({ project: "bright-smile" }) },
        },
      ],
      facts: [{ at: "weekdays[min leads].weekday", is: "Sunday" }],
      answer: ["Sunday"],
    }),
  },
  {
    id: "monday-staffing",
    family: "timing",
    question: "How many leads per hour must our staff answer on Monday mornings?",
    paraphrase: "Staffing: expected leads per hour on Mondays.",
    expected: "find_best_times",
    acceptable: ["forecast_leads", "get_lead_stats"],
    solve(world) {
      const usual = toUsual(world, 0, "11");
      return {
        calls: [{ tool: "find_best_times", input: world.period(-56, -1) }],
        facts: [
          { at: "staffing[weekday=Monday].expected[11]", near: usual, within: 0.4 * usual },
          { at: "history.leads", is: world.count(-56, -1).primary },
        ],
        answer: ["Monday"],
      };
    },
  },
  {
    id: "peak-hour",
    family: "timing",
    question: "What is the strongest hour of the day for leads overall?",
    paraphrase: "The busiest hour across all projects, and how far that repeats.",
    expected: "find_best_times",
    acceptable: ["get_lead_stats"],
    solve(world) {
      const hours = [...world.by(-56, -1, "hour")].sort(([, a], [, b]) => b.primary - a.primary);
      return {
        calls: [{ tool: "find_best_times", input: world.period(-56, -1) }],
        facts: [{ at: "history.weeks", is: 8 }],
        answer: hours.slice(0, 1).map(([hour]) => hour),
      };
    },
  },
  {
    id: "dubai-hours",
    family: "timing",
    question: "When do people in Dubai write to Marina Vista, in their own time?",
    paraphrase: "Best hours of Marina Vista in Dubai time.",
    expected: "find_best_times",
    acceptable: ["get_lead_stats"],
    solve: () => ({
      calls: [{ tool: "find_best_times", input: { ...only({ project: "Marina Vista" }) } }],
      facts: [
        { at: "query.timezone", is: "Asia/Dubai" },
        { at: "status", is: "ok" },
      ],
      answer: ["Asia/Dubai"],
    }),
  },
  {
    id: "hours-table",
    family: "timing",
    question: "Give me raw lead counts per hour of the day over eight weeks.",
    paraphrase: "Counts grouped by hour, all 24 rows.",
    expected: "get_lead_stats",
    acceptable: ["find_best_times"],
    solve(world) {
      const hours = world.by(-56, -1, "hour");
      const input = { ...world.period(-56, -1), group_by: ["hour"], limit: 24 };
      return {
        calls: [{ tool: "get_lead_stats", input }],
        facts: [...hours].map(([hour, { primary }]) => ({ at: `rows[hour=${hour}].primary`, is: primary })),
        answer: [...hours].slice(0, 3).map(([, { primary }]) => primary),
      };
    },
  },
  {
    id: "weekday-counts",
    family: "timing",
    question: "Counts per weekday for Bright Smile over eight weeks?",
    paraphrase: "Group the clinic's leads by weekday.",
    expected: "get_lead_stats",
    acceptable: ["find_best_times"],
    solve(world) {
      const days = world.by(-56, -1, "weekday", { project: "bright-smile" });
      const input = {
        ...world.period(-56, -1),
        ...only({ project: "bright-smile" }),
        ...{ group_by: ["weekday"], limit: 7 },
      };
      return {
        calls: [{ tool: "get_lead_stats", input }],
        facts: [...days].map(([name, { primary }]) => ({ at: `rows[weekday=${name}].primary`, is: primary })),
        answer: ["Sunday", days.get("Sunday")?.primary ?? 0, "Monday", days.get("Monday")?.primary ?? 0],
      };
    },
  },
];

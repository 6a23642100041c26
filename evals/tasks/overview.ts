import { only } from "../filters.ts";
import type { Task } from "../task.ts";

const LAST_WEEK = { period: "last_week", timezone: "Asia/Kolkata" };

export const OVERVIEW: readonly Task[] = [
  {
    id: "last-week",
    family: "overview",
    question: "How did we do last week?",
    paraphrase: "Give me the key figures of last week and how they moved against the week before.",
    expected: "get_lead_summary",
    acceptable: ["get_lead_stats"],
    solve(world) {
      const [now, before] = [world.count(-7, -1), world.count(-14, -8)];
      return {
        calls: [{ tool: "get_lead_summary", input: LAST_WEEK }],
        facts: [
          { at: "totals.total", is: now.total },
          { at: "totals.primary", is: now.primary },
          { at: "comparison.totals.primary", is: before.primary },
          { at: "comparison.change.primary.absolute", is: now.primary - before.primary },
        ],
        answer: [now.primary, before.primary],
      };
    },
  },
  {
    id: "project-week",
    family: "overview",
    question: "Quick status of Scholars Hub for last week, please.",
    paraphrase: "What are the headline numbers of Scholars Hub over the past week?",
    expected: "get_lead_summary",
    acceptable: ["get_lead_stats"],
    solve(world) {
      const now = world.count(-7, -1, { project: "scholars-hub" });
      return {
        calls: [{ tool: "get_lead_summary", input: { ...LAST_WEEK, ...only({ project: "Scholars Hub" }) } }],
        facts: [
          { at: "totals.total", is: now.total },
          { at: "totals.primary", is: now.primary },
          { at: "totals.bot", is: now.bot },
        ],
        answer: [now.primary],
      };
    },
  },
  {
    id: "clinic-month",
    family: "overview",
    question: "Summarise the last four full weeks of the dental clinics for me.",
    paraphrase: "Key figures of Bright Smile for the last 28 days against the 28 days before.",
    expected: "get_lead_summary",
    acceptable: ["get_lead_stats"],
    solve(world) {
      const where = { project: "bright-smile" };
      const [now, before] = [world.count(-28, -1, where), world.count(-56, -29, where)];
      const input = { ...world.period(-28, -1), ...only({ project: "Bright Smile Dental Clinics" }) };
      return {
        calls: [{ tool: "get_lead_summary", input }],
        facts: [
          { at: "totals.primary", is: now.primary },
          { at: "comparison.totals.primary", is: before.primary },
          { at: "totals.hot_count", is: now.hot_count },
        ],
        answer: [now.primary, before.primary],
      };
    },
  },
  {
    id: "leading-country",
    family: "overview",
    question: "Which countries top last week's overview?",
    paraphrase: "Name the top countries in the weekly summary of our leads.",
    expected: "get_lead_summary",
    acceptable: ["get_lead_stats"],
    solve(world) {
      const [first, second] = [...world.by(-7, -1, "country")].sort(([, a], [, b]) => b.primary - a.primary);
      return {
        calls: [{ tool: "get_lead_summary", input: LAST_WEEK }],
        facts: [
          { at: "top_countries[0].country", is: first?.[0] ?? "" },
          { at: "top_countries[0].primary", is: first?.[1].primary ?? 0 },
          { at: "top_countries[1].country", is: second?.[0] ?? "" },
        ],
        answer: [first?.[0] ?? "", first?.[1].primary ?? 0],
      };
    },
  },
  {
    id: "leading-projects",
    family: "overview",
    question: "Which of our projects were on top last week?",
    paraphrase: "Weekly overview: top projects by leads.",
    expected: "get_lead_summary",
    acceptable: ["get_lead_stats"],
    solve(world) {
      const projects = [...world.by(-7, -1, "project")];
      return {
        calls: [{ tool: "get_lead_summary", input: LAST_WEEK }],
        facts: projects.slice(0, 5).map(([id], at) => ({ at: `top_projects[${at}].project`, is: id })),
        answer: projects.slice(0, 2).flatMap(([id, { primary }]) => [id, primary]),
      };
    },
  },
  {
    id: "real-share",
    family: "overview",
    question: "What share of everything received last week were real first leads?",
    paraphrase: "Overall rate of actual leads among all events of last week?",
    expected: "get_lead_summary",
    acceptable: ["get_lead_stats"],
    solve(world) {
      const { primary, total } = world.count(-7, -1);
      return {
        calls: [{ tool: "get_lead_summary", input: LAST_WEEK }],
        facts: [{ at: "totals.actual_rate.value", is: primary / total }],
        answer: [{ share: primary / total }],
      };
    },
  },
  {
    id: "hot-overview",
    family: "overview",
    question: "In short, how hot were last week's leads against the period before?",
    paraphrase: "Summary of last week: hot leads and hot rate, with the change.",
    expected: "get_lead_summary",
    acceptable: ["get_lead_stats"],
    solve(world) {
      const [now, before] = [world.count(-7, -1), world.count(-14, -8)];
      return {
        calls: [{ tool: "get_lead_summary", input: LAST_WEEK }],
        facts: [
          { at: "totals.hot_rate.value", is: now.hot_count / now.primary },
          { at: "comparison.totals.hot_rate.value", is: before.hot_count / before.primary },
        ],
        answer: [now.hot_count, { share: now.hot_count / now.primary }],
      };
    },
  },
  {
    id: "follow-ups",
    family: "overview",
    question: "Did more people follow up last week than the week before?",
    paraphrase: "Follow-ups of last week and their change against the previous period, in the key figures.",
    expected: "get_lead_summary",
    acceptable: ["get_lead_stats"],
    solve(world) {
      const [now, before] = [world.count(-7, -1), world.count(-14, -8)];
      return {
        calls: [{ tool: "get_lead_summary", input: LAST_WEEK }],
        facts: [
          { at: "totals.follow_up", is: now.follow_up },
          { at: "comparison.change.follow_up.absolute", is: now.follow_up - before.follow_up },
        ],
        answer: [now.follow_up, before.follow_up],
      };
    },
  },
  {
    id: "data-span",
    family: "overview",
    question: "Since when do you have data on our leads, and what is today's date there?",
    paraphrase: "What is the first event you know of, and in which time zone do you report?",
    expected: "describe_data",
    acceptable: [],
    solve: (world) => ({
      calls: [{ tool: "describe_data", input: {} }],
      facts: [
        { at: "coverage.first_event", is: world.date(world.firstDay) },
        { at: "timezone", is: "Asia/Kolkata" },
      ],
      answer: [world.date(world.firstDay), "Asia/Kolkata"],
    }),
  },
  {
    id: "projects",
    family: "overview",
    question: "Which projects can you see with this key?",
    paraphrase: "List the projects I may ask about and their time zones.",
    expected: "describe_data",
    acceptable: [],
    solve: () => ({
      calls: [{ tool: "describe_data", input: {} }],
      facts: [
        { at: "projects[id=green-acres].name", is: "Green Acres Residences" },
        { at: "projects[id=marina-vista].timezone", is: "Asia/Dubai" },
        { at: "projects.length", is: 5 },
      ],
      answer: ["green-acres", "scholars-hub", "bright-smile", "marina-vista", "grad-prep"],
    }),
  },
  {
    id: "hot-meaning",
    family: "overview",
    question: "What exactly does a hot lead mean here?",
    paraphrase: "Explain the meaning of every metric, for example hot_count.",
    expected: "describe_data",
    acceptable: [],
    solve: () => ({
      calls: [{ tool: "describe_data", input: {} }],
      facts: [{ at: "dimensions[name=engagement].values[3]", is: "Very Hot" }],
      answer: ["hot_count", "Hot or Very Hot"],
    }),
  },
  {
    id: "breakdowns-there-are",
    family: "overview",
    question: "By which dimensions can I filter leads?",
    paraphrase: "What can be asked here: dimensions, metrics, buckets and filter operators?",
    expected: "describe_data",
    acceptable: [],
    solve: () => ({
      calls: [{ tool: "describe_data", input: {} }],
      facts: [{ at: "dimensions.length", is: 19 }],
      answer: ["utm_campaign", "landing_page", "device", "phone_country", "city"],
    }),
  },
];

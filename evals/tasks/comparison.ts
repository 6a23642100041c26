import { only } from "../filters.ts";
import type { Task } from "../task.ts";

export const COMPARISON: readonly Task[] = [
  {
    id: "paid-organic",
    family: "comparison",
    question: "Paid search or organic search: which brought more leads in the last 28 days?",
    paraphrase: "Compare the counts of paid_search and organic_search.",
    expected: "get_lead_stats",
    acceptable: ["rank_focus_areas"],
    solve(world) {
      const channels = world.by(-28, -1, "channel");
      const names = ["paid_search", "organic_search"];
      const input = { ...world.period(-28, -1), ...only({ channel: names }), group_by: ["channel"] };
      return {
        calls: [{ tool: "get_lead_stats", input }],
        facts: names.map((name) => ({
          at: `rows[channel=${name}].primary`,
          is: channels.get(name)?.primary ?? 0,
        })),
        answer: names.map((name) => channels.get(name)?.primary ?? 0),
      };
    },
  },
  {
    id: "mobile-desktop",
    family: "comparison",
    question: "Mobile versus desktop: which has the higher hot rate?",
    paraphrase: "Hot rate per device, ranked, with intervals.",
    expected: "get_lead_stats",
    acceptable: ["rank_focus_areas"],
    solve(world) {
      const devices = world.by(-28, -1, "device");
      const share = (name: string) => {
        const { hot_count = 0, primary = 1 } = devices.get(name) ?? {};
        return hot_count / primary;
      };
      const input = { ...world.period(-28, -1), group_by: ["device"], order_by: "hot_rate" };
      return {
        calls: [{ tool: "get_lead_stats", input }],
        facts: ["mobile", "desktop"].map((name) => ({
          at: `rows[device=${name}].hot_rate.value`,
          is: share(name),
        })),
        answer: [{ share: share("mobile") }, { share: share("desktop") }],
      };
    },
  },
  {
    id: "two-projects",
    family: "comparison",
    question: "Put Green Acres and Marina Vista side by side for the last four weeks.",
    paraphrase: "Counts and rates of Green Acres and Marina Vista, one row each.",
    expected: "get_lead_stats",
    acceptable: ["get_lead_summary"],
    solve(world) {
      const projects = world.by(-28, -1, "project");
      const ids = ["green-acres", "marina-vista"];
      const input = {
        ...world.period(-28, -1),
        ...only({ project: ["Green Acres Residences", "Marina Vista Dubai"] }),
        group_by: ["project"],
      };
      return {
        calls: [{ tool: "get_lead_stats", input }],
        facts: ids.map((id) => ({ at: `rows[project=${id}].primary`, is: projects.get(id)?.primary ?? 0 })),
        answer: ids.map((id) => projects.get(id)?.primary ?? 0),
      };
    },
  },
  {
    id: "sources-before-after",
    family: "comparison",
    question: "Leads per source last week next to the week before, both counts please.",
    paraphrase: "Sources of last week compared with the previous period, row by row.",
    expected: "get_lead_stats",
    acceptable: ["explain_change"],
    solve(world) {
      const [now, before] = [world.by(-7, -1, "source"), world.by(-14, -8, "source")];
      const input = { ...world.period(-7, -1), group_by: ["source"], compare: "previous" };
      const names = ["google", "instagram", "facebook"];
      return {
        calls: [{ tool: "get_lead_stats", input }],
        facts: names.flatMap((name) => [
          { at: `rows[source=${name}].primary`, is: now.get(name)?.primary ?? 0 },
          { at: `comparison.rows[source=${name}].primary`, is: before.get(name)?.primary ?? 0 },
        ]),
        answer: [now.get("google")?.primary ?? 0, before.get("google")?.primary ?? 0],
      };
    },
  },
  {
    id: "weekend-weekday",
    family: "comparison",
    question: "Are weekend leads of Green Acres hotter than weekday leads, in counts and rates?",
    paraphrase: "Group Green Acres' leads by weekday and show the hot rate.",
    expected: "get_lead_stats",
    acceptable: ["find_best_times"],
    solve(world) {
      const days = world.by(-77, -1, "weekday", { project: "green-acres" });
      const share = (name: string) => (days.get(name)?.hot_count ?? 0) / (days.get(name)?.primary ?? 1);
      const input = {
        ...world.period(-77, -1),
        ...only({ project: "green-acres" }),
        ...{ group_by: ["weekday"], order_by: "hot_rate" },
      };
      return {
        calls: [{ tool: "get_lead_stats", input }],
        facts: ["Saturday", "Sunday", "Monday"].map((name) => ({
          at: `rows[weekday=${name}].hot_rate.value`,
          is: share(name),
        })),
        answer: [{ share: share("Saturday") }, { share: share("Sunday") }, { share: share("Monday") }],
      };
    },
  },
  {
    id: "facebook-instagram",
    family: "comparison",
    question: "Facebook against Instagram for Green Acres: leads and hot leads?",
    paraphrase: "Compare the sources facebook and instagram of Green Acres.",
    expected: "get_lead_stats",
    acceptable: ["rank_focus_areas"],
    solve(world) {
      const sources = world.by(-28, -1, "source", { project: "green-acres" });
      const names = ["facebook", "instagram"];
      const input = {
        ...world.period(-28, -1),
        ...only({ project: "green-acres", source: names }),
        group_by: ["source"],
      };
      return {
        calls: [{ tool: "get_lead_stats", input }],
        facts: names.flatMap((name) => [
          { at: `rows[source=${name}].primary`, is: sources.get(name)?.primary ?? 0 },
          { at: `rows[source=${name}].hot_count`, is: sources.get(name)?.hot_count ?? 0 },
        ]),
        answer: names.flatMap((name) => [sources.get(name)?.primary ?? 0, sources.get(name)?.hot_count ?? 0]),
      };
    },
  },
  {
    id: "assistants",
    family: "comparison",
    question: "Does ChatGPT or Perplexity send us more leads?",
    paraphrase: "Counts of the sources chatgpt and perplexity over eleven weeks.",
    expected: "get_lead_stats",
    acceptable: ["rank_focus_areas"],
    solve(world) {
      const sources = world.by(-77, -1, "source");
      const names = ["chatgpt", "perplexity"];
      const input = { ...world.period(-77, -1), ...only({ source: names }), group_by: ["source"] };
      return {
        calls: [{ tool: "get_lead_stats", input }],
        facts: names.map((name) => ({ at: `rows[source=${name}].total`, is: sources.get(name)?.total ?? 0 })),
        answer: names.map((name) => sources.get(name)?.total ?? 0),
      };
    },
  },
  {
    id: "bot-rate-of-projects",
    family: "comparison",
    question: "Compare the bot rate of our projects, highest first.",
    paraphrase: "Projects ranked by bot_rate for the last four weeks.",
    expected: "get_lead_stats",
    acceptable: ["audit_lead_quality"],
    solve(world) {
      const { bot, blocked, total } = world.count(-28, -1, { project: "scholars-hub" });
      const input = { ...world.period(-28, -1), group_by: ["project"], order_by: "bot_rate" };
      return {
        calls: [{ tool: "get_lead_stats", input }],
        facts: [
          { at: "rows[0].project", is: "scholars-hub" },
          { at: "rows[0].bot_rate.value", is: (bot + blocked) / total },
        ],
        answer: ["scholars-hub", { share: (bot + blocked) / total }],
      };
    },
  },
  {
    id: "india-emirates",
    family: "comparison",
    question: "India or the Emirates: counts for the last four weeks, please.",
    paraphrase: "Group the countries IN and AE and give both counts.",
    expected: "get_lead_stats",
    acceptable: ["rank_focus_areas"],
    solve(world) {
      const countries = world.by(-28, -1, "country");
      const input = { ...world.period(-28, -1), ...only({ country: ["IN", "AE"] }), group_by: ["country"] };
      return {
        calls: [{ tool: "get_lead_stats", input }],
        facts: ["IN", "AE"].map((code) => ({
          at: `rows[country=${code}].primary`,
          is: countries.get(code)?.primary ?? 0,
        })),
        answer: ["IN", "AE"].map((code) => countries.get(code)?.primary ?? 0),
      };
    },
  },
  {
    id: "month-against-month",
    family: "comparison",
    question: "The last four weeks against the four before, in totals of each project.",
    paraphrase: "Compare two periods of 28 days, grouped by project.",
    expected: "get_lead_stats",
    acceptable: ["get_lead_summary", "explain_change"],
    solve(world) {
      const [now, before] = [world.by(-28, -1, "project"), world.by(-56, -29, "project")];
      const input = { ...world.period(-28, -1), group_by: ["project"], compare: "previous" };
      return {
        calls: [{ tool: "get_lead_stats", input }],
        facts: [...now.keys()].flatMap((id) => [
          { at: `rows[project=${id}].total`, is: now.get(id)?.total ?? 0 },
          { at: `comparison.rows[project=${id}].total`, is: before.get(id)?.total ?? 0 },
        ]),
        answer: [now.get("green-acres")?.total ?? 0, before.get("green-acres")?.total ?? 0],
      };
    },
  },
];

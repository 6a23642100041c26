import { only } from "../filters.ts";
import type { Task } from "../task.ts";

export const CHANGE: readonly Task[] = [
  {
    id: "why-clinic-rose",
    family: "change",
    question: "Why did Bright Smile get so many more leads two weeks ago?",
    paraphrase: "What explains the rise at Bright Smile against the days before?",
    expected: "explain_change",
    acceptable: ["detect_anomalies", "get_lead_stats"],
    solve(world) {
      const where = { project: "bright-smile" };
      const [now, before] = [world.count(-14, -8, where), world.count(-21, -15, where)];
      const tv = world.count(-14, -8, { ...where, landing_page: "/tv" }).primary;
      const at = "dimensions[dimension=landing_page].values[labels.landing_page=/tv]";
      const input = { ...world.period(-14, -8), ...only({ project: "Bright Smile" }) };
      return {
        calls: [{ tool: "explain_change", input }],
        facts: [
          { at: "overall.before", is: before.primary },
          { at: "overall.now", is: now.primary },
          { at: `${at}.contribution`, is: tv },
        ],
        answer: ["/tv", tv, now.primary, before.primary],
      };
    },
  },
  {
    id: "broken-day",
    family: "change",
    question: "Was there a day on which something broke?",
    paraphrase: "Any outage or day without leads in those two weeks?",
    expected: "detect_anomalies",
    acceptable: ["get_lead_stats"],
    solve: (world) => ({
      calls: [{ tool: "detect_anomalies", input: world.period(-28, -15) }],
      facts: [
        {
          at: `anomalies[kind=volume,labels=null,from=${world.date(-20)}].observed`,
          is: world.count(-20, -20).primary,
        },
        { at: `anomalies[kind=volume,labels=null,from=${world.date(-20)}].direction`, is: "down" },
      ],
      answer: [world.date(-20)],
    }),
  },
  {
    id: "clinic-spike",
    family: "change",
    question: "Something odd happened at Bright Smile that week: which day stands out?",
    paraphrase: "Was any day at Bright Smile unusual, with a spike or a drop?",
    expected: "detect_anomalies",
    acceptable: ["get_lead_stats", "explain_change"],
    solve(world) {
      const { primary } = world.count(-11, -11, { project: "bright-smile" });
      const at = `anomalies[kind=volume,from=${world.date(-11)}]`;
      const input = { ...world.period(-14, -8), ...only({ project: "Bright Smile" }) };
      return {
        calls: [{ tool: "detect_anomalies", input }],
        facts: [
          { at: `${at}.observed`, is: primary },
          { at: `${at}.direction`, is: "up" },
        ],
        answer: [world.date(-11), primary],
      };
    },
  },
  {
    id: "silence",
    family: "change",
    question: "Did any form go silent for hours in those weeks?",
    paraphrase: "Was there a silence of a whole project, as if its form was broken?",
    expected: "detect_anomalies",
    acceptable: [],
    solve: (world) => ({
      calls: [{ tool: "detect_anomalies", input: { ...world.period(-28, -15), limit: 20 } }],
      facts: [
        { at: "anomalies[kind=drought,labels.project=marina-vista].from", is: world.date(-20) },
        { at: "anomalies[kind=drought,labels.project=marina-vista].observed", is: 0 },
      ],
      answer: ["drought", "marina-vista", world.date(-20)],
    }),
  },
  {
    id: "more-bots-why",
    family: "change",
    question: "Why did the number of bots at Scholars Hub go up six weeks ago?",
    paraphrase: "Which source drove the rise in bots against the week before?",
    expected: "explain_change",
    acceptable: ["audit_lead_quality", "get_lead_stats"],
    solve(world) {
      const where = { project: "scholars-hub" };
      const [now, before] = [world.count(-42, -36, where), world.count(-49, -43, where)];
      const own = { ...where, source: "clickbay" };
      const part = world.count(-42, -36, own).bot - world.count(-49, -43, own).bot;
      const input = {
        ...world.period(-42, -36),
        ...only({ project: "scholars-hub" }),
        ...{ metric: "bot", group_by: ["source", "utm_campaign"] },
      };
      return {
        calls: [{ tool: "explain_change", input }],
        facts: [
          { at: "overall.before", is: before.bot },
          { at: "overall.now", is: now.bot },
          { at: "dimensions[dimension=source].values[labels.source=clickbay].contribution", is: part },
        ],
        answer: ["clickbay", part, now.bot],
      };
    },
  },
  {
    id: "bot-rate-why",
    family: "change",
    question: "What moved the bot rate of Scholars Hub up in the week six weeks ago?",
    paraphrase: "Explain the change of the bot rate: mix or rate?",
    expected: "explain_change",
    acceptable: ["audit_lead_quality", "get_lead_stats"],
    solve(world) {
      const where = { project: "scholars-hub" };
      const share = (from: number, to: number) => {
        const { bot, blocked, total } = world.count(from, to, where);
        return (bot + blocked) / total;
      };
      const input = {
        ...world.period(-42, -36),
        ...only({ project: "scholars-hub" }),
        ...{ metric: "bot_rate", group_by: ["source"] },
      };
      return {
        calls: [{ tool: "explain_change", input }],
        facts: [
          { at: "overall.before", is: share(-49, -43) },
          { at: "overall.now", is: share(-42, -36) },
          { at: "dimensions[0].values[0].labels.source", is: "clickbay" },
        ],
        answer: ["clickbay", { share: share(-42, -36) }],
      };
    },
  },
  {
    id: "which-project-fell",
    family: "change",
    question: "Leads fell last week: which project is behind it?",
    paraphrase: "Split last week's change against the week before over our projects.",
    expected: "explain_change",
    acceptable: ["get_lead_stats", "get_lead_summary"],
    solve(world) {
      const [now, before] = [world.by(-7, -1, "project"), world.by(-14, -8, "project")];
      const of = (counts: typeof now) => counts.get("bright-smile")?.primary ?? 0;
      const at = "dimensions[dimension=project].values[labels.project=bright-smile]";
      return {
        calls: [{ tool: "explain_change", input: { ...world.period(-7, -1), group_by: ["project"] } }],
        facts: [
          { at: `${at}.before`, is: of(before) },
          { at: `${at}.now`, is: of(now) },
          { at: `${at}.contribution`, is: of(now) - of(before) },
        ],
        answer: ["bright-smile", of(before) - of(now)],
      };
    },
  },
  {
    id: "hot-share-moved",
    family: "change",
    question: "Did the hot rate really go down last week, or is that chance?",
    paraphrase: "Is the change of the hot rate more than chance?",
    expected: "explain_change",
    acceptable: ["get_lead_summary", "get_lead_stats"],
    solve(world) {
      const [now, before] = [world.count(-7, -1), world.count(-14, -8)];
      return {
        calls: [{ tool: "explain_change", input: { ...world.period(-7, -1), metric: "hot_rate" } }],
        facts: [
          { at: "overall.before", is: before.hot_count / before.primary },
          { at: "overall.now", is: now.hot_count / now.primary },
          { at: "overall.verdict", is: "no clear change" },
        ],
        answer: ["no clear change"],
      };
    },
  },
  {
    id: "assistants-why",
    family: "change",
    question: "What drives the growth of leads from AI assistants?",
    paraphrase: "Why did the AI assistant channel go up against the four weeks before?",
    expected: "explain_change",
    acceptable: ["get_lead_stats", "rank_focus_areas"],
    solve(world) {
      const where = { channel: "ai_assistant" };
      const [now, before] = [world.count(-28, -1, where), world.count(-56, -29, where)];
      const chatgpt = (from: number, to: number) =>
        world.count(from, to, { ...where, source: "chatgpt" }).primary;
      const part = chatgpt(-28, -1) - chatgpt(-56, -29);
      const input = { ...world.period(-28, -1), ...only(where), group_by: ["source", "project"] };
      return {
        calls: [{ tool: "explain_change", input }],
        facts: [
          { at: "overall.before", is: before.primary },
          { at: "overall.now", is: now.primary },
          { at: "dimensions[dimension=source].values[labels.source=chatgpt].contribution", is: part },
        ],
        answer: ["chatgpt", part, now.primary],
      };
    },
  },
  {
    id: "why-that-thursday",
    family: "change",
    question: "Why was that Thursday at Bright Smile so much stronger than the Thursday before?",
    paraphrase: "Explain the rise of one day against the same weekday before: which page or source?",
    expected: "explain_change",
    acceptable: ["detect_anomalies", "get_lead_stats"],
    solve(world) {
      const where = { project: "bright-smile" };
      const page = { ...where, landing_page: "/tv" };
      const tv = world.count(-11, -11, page).primary;
      const at = "dimensions[dimension=landing_page].values[labels.landing_page=/tv]";
      return {
        calls: [{ tool: "explain_change", input: { ...world.period(-11, -11), ...only(where) } }],
        facts: [
          { at: "overall.before", is: world.count(-18, -18, where).primary },
          { at: "overall.now", is: world.count(-11, -11, where).primary },
          { at: `${at}.contribution`, is: tv },
          { at: `${at}.is_clear`, is: true },
          { at: "overall.verdict", is: "up" },
        ],
        answer: ["/tv", tv],
      };
    },
  },
  {
    id: "all-projects-down",
    family: "change",
    question: "On that dead Tuesday, were all projects without leads or only one?",
    paraphrase: "Which projects had an unusual drop on that day?",
    expected: "detect_anomalies",
    acceptable: ["get_lead_stats"],
    solve(world) {
      const projects = ["green-acres", "scholars-hub", "bright-smile", "marina-vista"];
      return {
        calls: [{ tool: "detect_anomalies", input: { ...world.period(-20, -20), limit: 20 } }],
        facts: projects.map((id) => ({ at: `anomalies[kind=volume,labels.project=${id}].observed`, is: 0 })),
        answer: projects,
      };
    },
  },
  {
    id: "clinic-fell-back",
    family: "change",
    question: "Why did Bright Smile lose leads last week?",
    paraphrase: "What went down at Bright Smile against the week before?",
    expected: "explain_change",
    acceptable: ["get_lead_stats", "detect_anomalies"],
    solve(world) {
      const where = { project: "bright-smile", landing_page: "/tv" };
      const lost = world.count(-14, -8, where).primary - world.count(-7, -1, where).primary;
      const input = { ...world.period(-7, -1), ...only({ project: "Bright Smile" }) };
      return {
        calls: [{ tool: "explain_change", input }],
        facts: [
          {
            at: "dimensions[dimension=landing_page].values[labels.landing_page=/tv].contribution",
            is: -lost,
          },
        ],
        answer: ["/tv", lost],
      };
    },
  },
];

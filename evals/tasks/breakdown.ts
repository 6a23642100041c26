import { only } from "../filters.ts";
import type { Task } from "../task.ts";

export const BREAKDOWN: readonly Task[] = [
  {
    id: "sources-of-project",
    family: "breakdown",
    question: "Which sources brought Green Acres its leads in the last four full weeks?",
    paraphrase: "Break Green Acres' leads of the last 28 days down by source.",
    expected: "get_lead_stats",
    acceptable: ["rank_focus_areas"],
    solve(world) {
      const sources = world.by(-28, -1, "source", { project: "green-acres" });
      const input = {
        ...world.period(-28, -1),
        ...only({ project: "Green Acres" }),
        ...{ group_by: ["source"], order_by: "primary" },
      };
      return {
        calls: [{ tool: "get_lead_stats", input }],
        facts: [
          { at: "rows[0].source", is: "google" },
          ...[...sources].map(([source, { primary }]) => ({
            at: `rows[source=${source}].primary`,
            is: primary,
          })),
        ],
        answer: [
          "google",
          sources.get("google")?.primary ?? 0,
          "facebook",
          sources.get("facebook")?.primary ?? 0,
        ],
      };
    },
  },
  {
    id: "hottest-campaign",
    family: "breakdown",
    question: "Rank the campaigns of Green Acres by their hot rate over the last eleven weeks.",
    paraphrase: "Hot leads per campaign of Green Acres, highest rate first.",
    expected: "get_lead_stats",
    acceptable: ["rank_focus_areas"],
    solve(world) {
      const best = world.count(-77, -1, { utm_campaign: "ga-weekend-site-visits" });
      const input = {
        ...world.period(-77, -1),
        ...only({ project: "green-acres" }),
        ...{ group_by: ["utm_campaign"], order_by: "hot_rate" },
      };
      return {
        calls: [{ tool: "get_lead_stats", input }],
        facts: [
          { at: "rows[0].utm_campaign", is: "ga-weekend-site-visits" },
          { at: "rows[0].hot_count", is: best.hot_count },
          { at: "rows[0].hot_rate.value", is: best.hot_count / best.primary },
        ],
        answer: ["ga-weekend-site-visits", { share: best.hot_count / best.primary }],
      };
    },
  },
  {
    id: "cities-of-india",
    family: "breakdown",
    question: "Top five Indian cities by leads in the last 28 days?",
    paraphrase: "List the cities in India with their counts, five largest groups.",
    expected: "get_lead_stats",
    acceptable: ["rank_focus_areas"],
    solve(world) {
      const cities = [...world.by(-28, -1, "city", { country: "IN" })].slice(0, 5);
      const input = { ...world.period(-28, -1), ...only({ country: "IN" }), group_by: ["city"], limit: 5 };
      return {
        calls: [{ tool: "get_lead_stats", input }],
        facts: cities.flatMap(([city, { total }], at) => [
          { at: `rows[${at}].city`, is: city },
          { at: `rows[${at}].total`, is: total },
        ]),
        answer: cities.map(([city]) => city),
      };
    },
  },
  {
    id: "devices",
    family: "breakdown",
    question: "How many leads came from phones, tablets and desktops in the last four weeks?",
    paraphrase: "Counts per device for the last 28 days.",
    expected: "get_lead_stats",
    acceptable: [],
    solve(world) {
      const devices = world.by(-28, -1, "device");
      return {
        calls: [{ tool: "get_lead_stats", input: { ...world.period(-28, -1), group_by: ["device"] } }],
        facts: [...devices].map(([device, { primary }]) => ({
          at: `rows[device=${device}].primary`,
          is: primary,
        })),
        answer: [
          "mobile",
          devices.get("mobile")?.primary ?? 0,
          "desktop",
          devices.get("desktop")?.primary ?? 0,
        ],
      };
    },
  },
  {
    id: "channels",
    family: "breakdown",
    question: "Split the last four weeks of leads by marketing channel.",
    paraphrase: "Lead counts per channel, please.",
    expected: "get_lead_stats",
    acceptable: ["rank_focus_areas"],
    solve(world) {
      const channels = [...world.by(-28, -1, "channel")];
      return {
        calls: [{ tool: "get_lead_stats", input: { ...world.period(-28, -1), group_by: ["channel"] } }],
        facts: channels.map(([, { total }], at) => ({ at: `rows[${at}].total`, is: total })),
        answer: channels.slice(0, 3).flatMap(([channel, { primary }]) => [channel, primary]),
      };
    },
  },
  {
    id: "pages-of-a-day",
    family: "breakdown",
    question: "On which landing pages did Bright Smile's visitors arrive that Thursday, per page?",
    paraphrase: "Leads of Bright Smile grouped by landing page on one day.",
    expected: "get_lead_stats",
    acceptable: ["detect_anomalies", "explain_change"],
    solve(world) {
      const pages = world.by(-11, -11, "landing_page", { project: "bright-smile" });
      const input = {
        ...world.period(-11, -11),
        ...only({ project: "bright-smile" }),
        group_by: ["landing_page"],
      };
      return {
        calls: [{ tool: "get_lead_stats", input }],
        facts: [
          { at: "rows[0].landing_page", is: "/tv" },
          { at: "rows[0].total", is: pages.get("/tv")?.total ?? 0 },
          { at: "rows[0].primary", is: pages.get("/tv")?.primary ?? 0 },
        ],
        answer: ["/tv", pages.get("/tv")?.total ?? 0],
      };
    },
  },
  {
    id: "calls-to-action",
    family: "breakdown",
    question: "How many leads came through each call to action in the last 28 days?",
    paraphrase: "Counts by CTA, five largest.",
    expected: "get_lead_stats",
    acceptable: ["rank_focus_areas"],
    solve(world) {
      const forms = [...world.by(-28, -1, "cta")].slice(0, 5);
      return {
        calls: [{ tool: "get_lead_stats", input: { ...world.period(-28, -1), group_by: ["cta"], limit: 5 } }],
        facts: forms.map(([, { total }], at) => ({ at: `rows[${at}].total`, is: total })),
        answer: forms.slice(0, 2).flatMap(([cta, { primary }]) => [cta, primary]),
      };
    },
  },
  {
    id: "keywords",
    family: "breakdown",
    question: "Which search keywords bring the clinic leads, with counts?",
    paraphrase: "Group Bright Smile's leads by utm term over eleven weeks.",
    expected: "get_lead_stats",
    acceptable: ["rank_focus_areas"],
    solve(world) {
      const terms = world.by(-77, -1, "utm_term", { project: "bright-smile" });
      const input = {
        ...world.period(-77, -1),
        ...only({ project: "bright-smile" }),
        group_by: ["utm_term"],
      };
      return {
        calls: [{ tool: "get_lead_stats", input }],
        facts: [...terms].map(([term, { primary }]) => ({
          at: `rows[utm_term=${term}].primary`,
          is: primary,
        })),
        answer: ["teeth cleaning price", terms.get("teeth cleaning price")?.primary ?? 0],
      };
    },
  },
  {
    id: "creatives",
    family: "breakdown",
    question: "How many primary leads did each creative of ga-family-homes-video bring?",
    paraphrase: "Breakdown of one campaign by utm content.",
    expected: "get_lead_stats",
    acceptable: ["rank_focus_areas"],
    solve(world) {
      const campaign = { utm_campaign: "ga-family-homes-video" };
      const creatives = world.by(-77, -1, "utm_content", campaign);
      const input = { ...world.period(-77, -1), ...only(campaign), group_by: ["utm_content"] };
      return {
        calls: [{ tool: "get_lead_stats", input }],
        facts: [...creatives].map(([name, { primary }]) => ({
          at: `rows[utm_content=${name}].primary`,
          is: primary,
        })),
        answer: [...creatives].flatMap(([name, { primary }]) => [name, primary]),
      };
    },
  },
  {
    id: "day-by-day",
    family: "breakdown",
    question: "Show me last week's leads day by day.",
    paraphrase: "A daily time series of last week.",
    expected: "get_lead_stats",
    acceptable: [],
    solve(world) {
      const days = [-7, -6, -5, -4, -3, -2, -1].map((day) => [day, world.count(day, day)] as const);
      return {
        calls: [
          { tool: "get_lead_stats", input: { period: "last_week", timezone: "Asia/Kolkata", bucket: "day" } },
        ],
        facts: days.flatMap(([day, { total, primary }]) => [
          { at: `rows[bucket=${world.date(day)}].total`, is: total },
          { at: `rows[bucket=${world.date(day)}].primary`, is: primary },
        ]),
        answer: days.map(([, { primary }]) => primary),
      };
    },
  },
  {
    id: "assistants-by-week",
    family: "breakdown",
    question: "How have leads from AI assistants developed week by week?",
    paraphrase: "Weekly series of the channel ai_assistant over eleven weeks.",
    expected: "get_lead_stats",
    acceptable: ["explain_change"],
    solve(world) {
      const weeks = [-77, -70, -35, -14, -7].map(
        (day) => [day, world.count(day, day + 6, { channel: "ai_assistant" })] as const,
      );
      const input = { ...world.period(-77, -1), ...only({ channel: "ai_assistant" }), bucket: "week" };
      return {
        calls: [{ tool: "get_lead_stats", input }],
        facts: weeks.map(([day, { total }]) => ({ at: `rows[bucket=${world.date(day)}].total`, is: total })),
        answer: weeks.map(([, { total }]) => total),
      };
    },
  },
  {
    id: "since-when-clickbay",
    family: "breakdown",
    question: "Plot the bots from clickbay per week: when did they start?",
    paraphrase: "Weekly counts of bots for the source clickbay.",
    expected: "get_lead_stats",
    acceptable: ["detect_anomalies", "explain_change"],
    solve(world) {
      const weeks = [-56, -49, -42, -35].map(
        (day) => [day, world.count(day, day + 6, { source: "clickbay" })] as const,
      );
      const input = { ...world.period(-77, -1), ...only({ source: "clickbay" }), bucket: "week" };
      return {
        calls: [{ tool: "get_lead_stats", input }],
        facts: weeks.map(([day, { bot }]) => ({ at: `rows[bucket=${world.date(day)}].bot`, is: bot })),
        answer: [world.date(-42), world.count(-42, -36, { source: "clickbay" }).bot],
      };
    },
  },
  {
    id: "phones-of-netherlands",
    family: "breakdown",
    question: "Which phone country codes do leads from the Netherlands give?",
    paraphrase: "Group leads of country NL by phone_country.",
    expected: "get_lead_stats",
    acceptable: ["audit_lead_quality"],
    solve(world) {
      const codes = world.by(-77, -1, "phone_country", { country: "NL" });
      const input = { ...world.period(-77, -1), ...only({ country: "NL" }), group_by: ["phone_country"] };
      return {
        calls: [{ tool: "get_lead_stats", input }],
        facts: [...codes].map(([code, { primary }]) => ({
          at: `rows[phone_country=${code}].primary`,
          is: primary,
        })),
        answer: ["+91", codes.get("+91")?.primary ?? 0],
      };
    },
  },
  {
    id: "bands",
    family: "breakdown",
    question: "How many of Marina Vista's leads are Cold, Warm, Hot and Very Hot?",
    paraphrase: "Engagement bands of Marina Vista over 28 days, counts per band.",
    expected: "get_lead_stats",
    acceptable: [],
    solve(world) {
      const bands = world.by(-28, -1, "engagement", { project: "marina-vista" });
      const input = {
        ...world.period(-28, -1),
        ...only({ project: "Marina Vista" }),
        group_by: ["engagement"],
      };
      return {
        calls: [{ tool: "get_lead_stats", input }],
        facts: [...bands].map(([band, { primary }]) => ({
          at: `rows[engagement=${band}].primary`,
          is: primary,
        })),
        answer: [...bands].flatMap(([band, { primary }]) => [band, primary]),
      };
    },
  },
  {
    id: "source-and-device",
    family: "breakdown",
    question: "Cross sources with devices for Green Acres: how many leads each?",
    paraphrase: "Counts by source and device together.",
    expected: "get_lead_stats",
    acceptable: ["rank_focus_areas"],
    solve(world) {
      const where = { project: "green-acres", source: "facebook" };
      const devices = world.by(-28, -1, "device", where);
      const input = {
        ...world.period(-28, -1),
        ...only({ project: "green-acres" }),
        group_by: ["source", "device"],
      };
      return {
        calls: [{ tool: "get_lead_stats", input }],
        facts: [
          {
            at: "rows[source=facebook,device=mobile].primary",
            is: devices.get("mobile")?.primary ?? 0,
          },
        ],
        answer: ["facebook", devices.get("mobile")?.primary ?? 0],
      };
    },
  },
  {
    id: "campaign-names",
    family: "breakdown",
    question: "Which campaigns ran for Marina Vista in the last four weeks?",
    paraphrase: "List the values of utm_campaign for Marina Vista.",
    expected: "get_lead_stats",
    acceptable: ["rank_focus_areas", "audit_lead_quality"],
    solve(world) {
      const campaigns = world.by(-28, -1, "utm_campaign", { project: "marina-vista" });
      const input = {
        ...world.period(-28, -1),
        ...only({ project: "marina-vista" }),
        group_by: ["utm_campaign"],
      };
      return {
        calls: [{ tool: "get_lead_stats", input }],
        facts: [{ at: "rows.length", is: campaigns.size }],
        answer: [...campaigns.keys()],
      };
    },
  },
  {
    id: "yesterday-half-hours",
    family: "breakdown",
    question: "Show Sunday's leads in half-hour steps.",
    paraphrase: "A time series of one day in buckets of 30 minutes.",
    expected: "get_lead_stats",
    acceptable: ["find_best_times"],
    solve(world) {
      const { total, primary } = world.count(-1, -1);
      const input = { ...world.period(-1, -1), bucket: "30min" };
      return {
        calls: [{ tool: "get_lead_stats", input }],
        facts: [
          { at: "rows.length", is: 48 },
          { at: "totals.total", is: total },
          { at: "totals.primary", is: primary },
        ],
        answer: [primary],
      };
    },
  },
];

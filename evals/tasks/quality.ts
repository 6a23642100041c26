import { only } from "../filters.ts";
import type { Task } from "../task.ts";

export const QUALITY: readonly Task[] = [
  {
    id: "bot-source",
    family: "quality",
    question: "Which source of Scholars Hub has a bot problem?",
    paraphrase: "Where do the bots at Scholars Hub come from?",
    expected: "audit_lead_quality",
    acceptable: ["rank_focus_areas", "get_lead_stats"],
    solve(world) {
      const { bot, total } = world.count(-28, -1, { project: "scholars-hub", source: "clickbay" });
      const input = { ...world.period(-28, -1), ...only({ project: "Scholars Hub" }) };
      return {
        calls: [{ tool: "audit_lead_quality", input }],
        facts: [
          { at: "facts[0].flaw", is: "bot" },
          { at: "facts[flaw=bot,labels.source=clickbay].count", is: bot },
          { at: "facts[flaw=bot,labels.source=clickbay].of", is: total },
        ],
        answer: ["clickbay", bot],
      };
    },
  },
  {
    id: "masked-country",
    family: "quality",
    question: "Is there a country whose leads I should not take at face value?",
    paraphrase: "From which country do leads hide behind a VPN?",
    expected: "audit_lead_quality",
    acceptable: ["get_lead_stats"],
    solve(world) {
      const { vpn_count, primary } = world.count(-77, -1, { country: "NL" });
      const input = { ...world.period(-77, -1), group_by: ["country"] };
      return {
        calls: [{ tool: "audit_lead_quality", input }],
        facts: [
          { at: "facts[flaw=vpn,labels.country=NL].count", is: vpn_count },
          { at: "facts[flaw=vpn,labels.country=NL].of", is: primary },
        ],
        answer: ["NL", vpn_count],
      };
    },
  },
  {
    id: "filtered-out",
    family: "quality",
    question: "How much did the filters leave out in the last four weeks, and by which rule?",
    paraphrase: "What is excluded from the leads, rule by rule?",
    expected: "audit_lead_quality",
    acceptable: ["get_lead_stats"],
    solve(world) {
      const counts = world.count(-28, -1);
      const reasons = world.by(-28, -1, "reason");
      return {
        calls: [{ tool: "audit_lead_quality", input: world.period(-28, -1) }],
        facts: [
          { at: "overall.excluded.bot", is: counts.bot },
          { at: "overall.excluded.blocked", is: counts.blocked },
          { at: "overall.excluded.test", is: counts.test },
          { at: "rules[rule=honeypot].count", is: reasons.get("honeypot")?.bot ?? 0 },
          { at: "rules[rule=ip_blocked].count", is: reasons.get("ip_blocked")?.blocked ?? 0 },
        ],
        answer: ["honeypot", reasons.get("honeypot")?.bot ?? 0],
      };
    },
  },
  {
    id: "without-suspicious",
    family: "quality",
    question: "How many leads would remain if we dropped the suspicious ones?",
    paraphrase: "What would a filter rule against suspicious leads leave out?",
    expected: "audit_lead_quality",
    acceptable: ["get_lead_stats", "get_lead_summary"],
    solve(world) {
      const { primary, suspicious_count } = world.count(-28, -1);
      return {
        calls: [{ tool: "audit_lead_quality", input: world.period(-28, -1) }],
        facts: [
          { at: "rules[rule=suspicion_score_from_40].count", is: suspicious_count },
          { at: "rules[rule=suspicion_score_from_40].primary_with", is: primary - suspicious_count },
        ],
        answer: [suspicious_count],
      };
    },
  },
  {
    id: "junk-campaign",
    family: "quality",
    question: "Which campaign sends us spam?",
    paraphrase: "Campaigns with more fraud than elsewhere?",
    expected: "audit_lead_quality",
    acceptable: ["rank_focus_areas", "get_lead_stats"],
    solve(world) {
      const { bot, total } = world.count(-28, -1, { utm_campaign: "sh-display-prospecting" });
      const at = "facts[flaw=bot,labels.utm_campaign=sh-display-prospecting]";
      return {
        calls: [
          { tool: "audit_lead_quality", input: { ...world.period(-28, -1), group_by: ["utm_campaign"] } },
        ],
        facts: [
          { at: `${at}.count`, is: bot },
          { at: `${at}.of`, is: total },
        ],
        answer: ["sh-display-prospecting", bot],
      };
    },
  },
  {
    id: "own-tests",
    family: "quality",
    question: "How many of our own test submissions are filtered out?",
    paraphrase: "Do own tests spoil the numbers, and which rule leaves them out?",
    expected: "audit_lead_quality",
    acceptable: ["get_lead_stats", "get_lead_summary"],
    solve(world) {
      const { test } = world.count(-28, -1);
      const byRule = world.by(-28, -1, "reason").get("test_ip")?.test ?? 0;
      return {
        calls: [{ tool: "audit_lead_quality", input: world.period(-28, -1) }],
        facts: [
          { at: "overall.excluded.test", is: test },
          { at: "rules[rule=test_ip].count", is: byRule },
        ],
        answer: [byRule],
      };
    },
  },
  {
    id: "repeats",
    family: "quality",
    question: "What share of leads are repeated submissions of the same person?",
    paraphrase: "How many repeated leads, and is that too many?",
    expected: "audit_lead_quality",
    acceptable: ["get_lead_summary", "get_lead_stats"],
    solve(world) {
      const { follow_up, primary } = world.count(-28, -1);
      return {
        calls: [{ tool: "audit_lead_quality", input: world.period(-28, -1) }],
        facts: [
          { at: "overall.shares[flaw=follow_up].count", is: follow_up },
          { at: "overall.shares[flaw=follow_up].of", is: follow_up + primary },
        ],
        answer: [follow_up],
      };
    },
  },
  {
    id: "blocked-senders",
    family: "quality",
    question: "Blocked senders: how many submissions, and where do they come from?",
    paraphrase: "Which sources bring blocked submissions?",
    expected: "audit_lead_quality",
    acceptable: ["get_lead_stats"],
    solve(world) {
      const { blocked } = world.count(-28, -1);
      const own = world.count(-28, -1, { source: "clickbay" });
      return {
        calls: [{ tool: "audit_lead_quality", input: world.period(-28, -1) }],
        facts: [
          { at: "overall.shares[flaw=blocked].count", is: blocked },
          { at: "facts[flaw=blocked,labels.source=clickbay].count", is: own.blocked },
        ],
        answer: ["clickbay", blocked],
      };
    },
  },
  {
    id: "device-of-bots",
    family: "quality",
    question: "Is there a device class behind which mostly bots hide?",
    paraphrase: "Bots by device: what is wrong with submissions of unknown devices?",
    expected: "audit_lead_quality",
    acceptable: ["get_lead_stats"],
    solve(world) {
      const { bot, total } = world.count(-28, -1, { device: "unknown" });
      return {
        calls: [{ tool: "audit_lead_quality", input: { ...world.period(-28, -1), group_by: ["device"] } }],
        facts: [
          { at: "facts[flaw=bot,labels.device=unknown].count", is: bot },
          { at: "facts[flaw=bot,labels.device=unknown].of", is: total },
        ],
        answer: ["unknown", bot],
      };
    },
  },
  {
    id: "vpn-share",
    family: "quality",
    question: "What share of leads sits behind a VPN?",
    paraphrase: "VPN share of our leads, and where it is higher than elsewhere.",
    expected: "audit_lead_quality",
    acceptable: ["get_lead_summary", "get_lead_stats"],
    solve(world) {
      const { vpn_count, primary } = world.count(-28, -1);
      return {
        calls: [{ tool: "audit_lead_quality", input: world.period(-28, -1) }],
        facts: [
          { at: "overall.shares[flaw=vpn].count", is: vpn_count },
          { at: "overall.shares[flaw=vpn].of", is: primary },
        ],
        answer: [vpn_count, primary],
      };
    },
  },
  {
    id: "clean-project",
    family: "quality",
    question: "Does Green Acres have a problem with bots or suspicious leads?",
    paraphrase: "Audit the lead quality of Green Acres.",
    expected: "audit_lead_quality",
    acceptable: ["get_lead_stats", "get_lead_summary"],
    solve(world) {
      const { bot, total, suspicious_count } = world.count(-28, -1, { project: "green-acres" });
      const input = { ...world.period(-28, -1), ...only({ project: "Green Acres" }) };
      return {
        calls: [{ tool: "audit_lead_quality", input }],
        facts: [
          { at: "overall.shares[flaw=bot].count", is: bot },
          { at: "overall.shares[flaw=bot].of", is: total },
          { at: "overall.shares[flaw=suspicious].count", is: suspicious_count },
        ],
        answer: [bot, suspicious_count],
      };
    },
  },
  {
    id: "page-of-bots",
    family: "quality",
    question: "Which page with a form draws most bots, and what can be done about it?",
    paraphrase: "Pages with more spam than elsewhere, with a fix.",
    expected: "audit_lead_quality",
    acceptable: ["get_lead_stats"],
    solve(world) {
      const page = "https://scholars-hub.example.com/scholarship";
      const { bot, total } = world.count(-28, -1, { referer: page });
      const at = `facts[flaw=bot,labels.referer=${page}]`;
      return {
        calls: [{ tool: "audit_lead_quality", input: { ...world.period(-28, -1), group_by: ["referer"] } }],
        facts: [
          { at: `${at}.count`, is: bot },
          { at: `${at}.of`, is: total },
        ],
        answer: [page, bot, "form token"],
      };
    },
  },
];

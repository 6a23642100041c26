import { encode } from "gpt-tokenizer/encoding/o200k_base";
import { describe, expect, it } from "vitest";
import type { Principal } from "../../domain/principal.ts";
import { createFakeStatistics as createWorld } from "../../insights/fake-statistics.ts";
import { createInsights, type Insights } from "../../insights/insights.ts";
import { createFakeInsights } from "../fake-insights.ts";
import { createFakeStatistics } from "../fake-statistics.ts";
import { INSTRUCTION_LIKE_LABELS } from "../strange-labels.ts";
import type { Tool } from "../tool.ts";
import { auditLeadQuality } from "./audit-lead-quality.ts";
import { detectAnomalies } from "./detect-anomalies.ts";
import { explainChange } from "./explain-change.ts";
import { findBestTimes } from "./find-best-times.ts";
import { forecastLeads } from "./forecast-leads.ts";
import { rankFocusAreas } from "./rank-focus-areas.ts";

const principal: Principal = { keyId: "k1", role: "marketing", projects: "all" };
const NOW = Date.parse("2026-11-22T10:15:00Z");
const NAMES = {
  rank_focus_areas: [rankFocusAreas, "focus"],
  find_best_times: [findBestTimes, "bestTimes"],
  explain_change: [explainChange, "changes"],
  audit_lead_quality: [auditLeadQuality, "quality"],
  detect_anomalies: [detectAnomalies, "anomalies"],
  forecast_leads: [forecastLeads, "forecast"],
} as const satisfies Record<string, readonly [Tool, keyof Insights]>;

function ask(tool: Tool, input: Record<string, unknown> = {}, insights: Insights = createFakeInsights()) {
  return tool.run(input, { statistics: createFakeStatistics(), insights, principal });
}

const QUESTIONS: Readonly<Partial<Record<keyof Insights, Record<string, unknown>>>> = {
  changes: { group_by: ["source", "utm_campaign"] },
};

describe.each(Object.entries(NAMES))("%s", (name, [tool, insight]) => {
  it("is called like that and answers what REST answers", async () => {
    expect(tool.name).toBe(name);
    const { structured } = await ask(tool, QUESTIONS[insight]);
    expect(structured).toEqual(await createFakeInsights()[insight](QUESTIONS[insight] ?? {}, principal));
  });

  it("says headline, period, method and quality in few words", async () => {
    const { structured, text } = await ask(tool, QUESTIONS[insight]);
    const lines = text.split("\n");
    expect(lines[0]).toBe(structured.headline);
    expect(lines[1]).toMatch(/^From 2026-\d\d-\d\d to before 2026-11-23, Etc\/UTC/);
    expect(lines.at(-2)).toMatch(/^Method: .+, (80|90|95) % intervals\. .+\.$/);
    expect(lines.at(-1)).toBe("Quality: exact; last event 2026-11-22T16:00+00:00; period still open.");
    expect(text).not.toMatch(/[{}]|undefined|NaN/);
    expect(encode(text).length).toBeLessThanOrEqual(800);
  });

  it("says what is missing where there is too little data", async () => {
    const insights = createInsights({ statistics: createWorld([], NOW), now: () => NOW });
    const { structured, text } = await ask(tool, QUESTIONS[insight], insights);
    expect(structured.status).toBe("not_enough_data");
    expect(text).toMatch(/^Not enough data: .+\nFrom .+\nMethod: .+\nQuality: exact; no events.*\.$/);
  });

  it("repairs arguments as every tool does, and says so", async () => {
    const { structured } = await ask(tool, { ...QUESTIONS[insight], days: "12 weeks" });
    expect(structured).toMatchObject({ quality: { warnings: [{ code: "arguments_repaired" }] } });
  });
});

describe("the text of", () => {
  it("rank_focus_areas ranks segments with rate, interval, verdict and reason", async () => {
    expect((await ask(rankFocusAreas)).text).toMatchInlineSnapshot(`
      "2 segments compared: 1 to scale and 1 to fix. For the first of them: at its rate, a fifth of the submissions elsewhere would bring about 21 more good leads a week (19 to 23).
      From 2026-10-26 to before 2026-11-23, Etc/UTC; good = primary and not suspicious
      563 of 968 submissions good in 27 days
      source	verdict	sure %	good	of	rate %	elsewhere %	per day	gain per week
      google	scale	100	563	563	100 (100–100)	0.1	20 (18–22)	21 (19–23)
      clickbay	fix	100	0	405	0.1 (0–0.5)	100	15 (14–16)	21 (19–23)
      scale: better than elsewhere; the gain is what its rate would bring to a fifth of the smaller volume of the two.
      fix: worse than elsewhere; the gain is what the rate elsewhere would bring to a fifth of the smaller volume of the two.
      First row: 563 good leads in 563 submissions, so 100 % to 100 % is to be expected, against 0.1 % elsewhere: at its rate, a fifth of the submissions elsewhere would bring about 21 more good leads a week.
      Method: Empirical Bayes ranking, 90 % intervals. A verdict needs 20 submissions on 5 different days, and 20 elsewhere.
      Quality: exact; last event 2026-11-22T16:00+00:00; period still open."
    `);
  });

  it("audit_lead_quality shows shares, rules, values and fixes", async () => {
    expect((await ask(auditLeadQuality)).text).toMatchInlineSnapshot(`
      "968 events, including 698 primary leads: 28 % bots among all events, 19 % suspicious among primary leads; 4 values stand out.
      From 2026-10-26 to before 2026-11-23, Etc/UTC; looked at source, utm_campaign, referer
      overall	count	of	share %
      bot	270	968	28 (26–30)
      blocked	0	968	0 (0–0.2)
      suspicious	135	698	19 (17–22)
      vpn	0	698	0 (0–0.3)
      follow_up	0	698	0 (0–0.3)
      fast	0	698	0 (0–0.3)
      Left out of primary leads, by reason: (unknown) 270.
      Still in, but could be left out: suspicion_score_from_40 135.
      more of	dimension	value	count	of	estimate %	elsewhere %	excess
      bot	source	clickbay	270	405	67 (63–70)	0.1	254
      bot	utm_campaign	clickbay	270	405	67 (63–70)	0.1	254
      suspicious	source	clickbay	135	135	100 (98–100)	0.1	133
      suspicious	utm_campaign	clickbay	135	135	100 (98–100)	0.1	133
      Against bot: Pause or renegotiate what is bought here, and require the form token or Turnstile on the pages it leads to.
      Against suspicious: Look at why its submissions are suspicious before calling, and tighten the form it leads to.
      Method: Excess shares, 90 % intervals. A share needs 20 events, and as many elsewhere.
      Quality: exact; last event 2026-11-22T16:00+00:00; period still open."
    `);
  });

  it("detect_anomalies shows what was seen and what was to be expected", async () => {
    expect((await ask(detectAnomalies)).text).toMatchInlineSnapshot(`
      "2 anomalies in 7 days, starting on 2 different days. The least likely: No primary leads from 2026-11-17 17:00 to 2026-11-19 02:00 (33 hours), against 23 expected; the chance of a gap this long is less than 1 in a million.
      From 2026-11-16 to before 2026-11-23, Etc/UTC; counting primary
      Judged 7 days against the 84 before, in all and in 1 value of project
      kind	project	from	to	direction	observed	expected	chance
      drought	(everything)	2026-11-17T17:00+00:00	2026-11-19T02:00+00:00	down	0	23	less than 1 in a million
      volume	(everything)	2026-11-18	2026-11-19	down	0	17–37	less than 1 in a million
      Method: Count-aware reference with gap law, 95 % intervals. 28 days with 20 leads before a day is judged, 14 days with 10 gaps before a silence is.
      Quality: exact; last event 2026-11-22T16:00+00:00; period still open."
    `);
  });

  it("detect_anomalies says in how many values silences were judged, where they are fewer", async () => {
    const insights = createFakeInsights();
    const anomalies: Insights["anomalies"] = async (...asked) => {
      const answer = await insights.anomalies(...asked);
      return { ...answer, watched: { ...answer.watched, segments: 15, silence_segments: 5 } };
    };
    const { text } = await ask(detectAnomalies, {}, { ...insights, anomalies });
    expect(text).toContain("in all and in 15 values of project; silences in all and in 5 of them\n");
  });

  it("detect_anomalies does not say that a silence ended where the period did", async () => {
    const args = { from: "2026-11-16", to: "2026-11-18" };
    expect((await ask(detectAnomalies, args)).text).toContain(
      "drought\t(everything)\t2026-11-17T17:00+00:00\t2026-11-19 or later\t",
    );
  });

  it("forecast_leads shows each horizon with its range and its past", async () => {
    expect((await ask(forecastLeads)).text).toMatchInlineSnapshot(`
      "Expected primary leads: 25 (17 to 32) in the next day, 177 (164 to 185) in the next week, 768 (736 to 800) in the next month; each range holds with 80 % probability.
      From 2026-08-31 to before 2026-11-23, Etc/UTC; counting primary
      History: 83 whole days, 2136 counted, 26 a day
      next	from	to	expected	low	high	held so far	error against repeating last week
      day	2026-11-23	2026-11-23	25	17	32	57 of 68	0.618
      week	2026-11-23	2026-11-29	177	164	185	58 of 62	0.682
      month	2026-11-23	2026-12-22	768	736	800	39 of 39	1.425
      Weekdays against the average day: Monday 0.991, Tuesday 1.015, Wednesday 0.933, Thursday 1.007, Friday 1.014, Saturday 1.02, Sunday 1.019
      Method: Discounted level with weekday factors, 80 % intervals. 14 whole days with 10 leads; 21 days for a week, 42 for a month.
      Quality: exact; last event 2026-11-22T16:00+00:00; period still open."
    `);
  });

  it("find_best_times shows windows, weekdays and every slot of the day", async () => {
    const lines = (await ask(findBestTimes)).text.split("\n");
    expect(lines.slice(2, 7)).toMatchInlineSnapshot(`
      [
        "8 whole weeks, 1434 leads; next week about 177, 59 % good of late",
        "How far differences repeat from week to week: volume: hour 100 %, weekday 0 %, single slot 100 %; quality: hour 100 %, weekday 0 %, single slot 0 %",
        "Below, volume is in % of the average hour or day, quality in % of the usual share of good leads.",
        "best by	when	leads an hour	volume %	good %	quality %",
        "volume	every day 09:00–12:00	4.8	457	62	105",
      ]
    `);
    expect(lines.filter((line) => /^[MTWFS][a-z]+day\t/.test(line))).toHaveLength(7);
    expect(lines.filter((line) => /^\d\d\t/.test(line))).toHaveLength(24);
  });

  it("explain_change splits a count over values", async () => {
    expect((await ask(explainChange, { group_by: ["source"] })).text).toMatchInlineSnapshot(`
      "Primary leads went from 156 to 130 (6 whole days against 6 before): no clear change, given normal day-to-day variation. No value of the dimensions looked at moved by more than chance.
      From 2026-11-16 to before 2026-11-23, Etc/UTC; explaining primary
      6 whole days from 2026-11-16 against 2026-11-09: 156 → 130, -26 (-16.7 %), verdict no clear change
      dimension	value	before	now	contribution	clear
      source	google	126	105	-21	
      source	clickbay	30	25	-5	
      Contributions of a dimension add up to the change; clear: moved by more than chance, explains: moved together with it.
      Method: Additive contributions, ranked by surprise, 90 % intervals. A whole day in both periods and an event in one of them; a verdict needs 14 days of history.
      Quality: exact; last event 2026-11-22T16:00+00:00; period still open."
    `);
  });

  it("explain_change splits a rate into mix and rate", async () => {
    const question = { group_by: ["source"], metric: "bot_rate" };
    expect((await ask(explainChange, question)).text.split("\n").slice(0, 7)).toMatchInlineSnapshot(`
      [
        "The bot rate stayed at 28 % (6 whole days against 6 before): no clear change, given normal day-to-day variation. No value of the dimensions looked at moved by more than chance.",
        "From 2026-11-16 to before 2026-11-23, Etc/UTC; explaining bot_rate",
        "6 whole days from 2026-11-16 against 2026-11-09: 28 % → 28 %, 0 points, verdict no clear change",
        "dimension	value	before	now	contribution	by mix	by own rate	clear",
        "source	google	0	0	0	0	0	",
        "source	clickbay	67	67	0	0	0	",
        "In % and % points; contributions of a dimension add up to the change; clear: moved by more than chance, explains: moved together with it.",
      ]
    `);
  });
});

// The core writes "(other)" of a stranger as "other", so no label is ever that word.
const LABELS = INSTRUCTION_LIKE_LABELS.filter((label) => label !== "(other)");
const LABELLED = [rankFocusAreas, auditLeadQuality, explainChange].map((tool) => [tool.name, tool] as const);

describe.each(LABELLED)("a stranger's label in %s", (name, tool) => {
  const question = name === "explain_change" ? { group_by: ["source"] } : {};

  it.each(LABELS)("%j changes nothing but itself", async (label) => {
    const plain = await ask(tool, question, createFakeInsights(["LABEL", "plain"]));
    const { structured, text } = await ask(tool, question, createFakeInsights([label, "plain"]));
    const json = JSON.stringify(structured).replaceAll(JSON.stringify(label), '"LABEL"');
    expect(JSON.parse(json)).toEqual(plain.structured);
    const shown = label.replace(/[\p{Cc}\u2028\u2029]+/gu, " ");
    const cells = (lines: string) => lines.split("\n").map((line) => line.split("\t"));
    expect(cells(text)).toEqual(
      cells(plain.text).map((line) => line.map((cell) => (cell === "LABEL" ? shown : cell))),
    );
  });
});

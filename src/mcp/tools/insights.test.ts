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
    expect((await ask(rankFocusAreas)).text).toMatchInlineSnapshot();
  });

  it("audit_lead_quality shows shares, rules, values and fixes", async () => {
    expect((await ask(auditLeadQuality)).text).toMatchInlineSnapshot();
  });

  it("detect_anomalies shows what was seen and what was to be expected", async () => {
    expect((await ask(detectAnomalies)).text).toMatchInlineSnapshot();
  });

  it("forecast_leads shows each horizon with its range and its past", async () => {
    expect((await ask(forecastLeads)).text).toMatchInlineSnapshot();
  });

  it("find_best_times shows windows, weekdays and every slot of the day", async () => {
    const lines = (await ask(findBestTimes)).text.split("\n");
    expect(lines.slice(2, 7)).toMatchInlineSnapshot();
    expect(lines.filter((line) => /^[MTWFS][a-z]+day\t/.test(line))).toHaveLength(7);
    expect(lines.filter((line) => /^\d\d:00\t/.test(line))).toHaveLength(24);
  });

  it("explain_change splits a count over values", async () => {
    expect((await ask(explainChange, { group_by: ["source"] })).text).toMatchInlineSnapshot();
  });

  it("explain_change splits a rate into mix and rate", async () => {
    const question = { group_by: ["source"], metric: "bot_rate" };
    expect((await ask(explainChange, question)).text.split("\n").slice(0, 7)).toMatchInlineSnapshot();
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

import { describe, expect, it } from "vitest";
import type { Principal } from "../../domain/principal.ts";
import { createFakeInsights } from "../fake-insights.ts";
import { createFakeStatistics } from "../fake-statistics.ts";
import { INSTRUCTION_LIKE_LABELS } from "../strange-labels.ts";
import { getLeadStats } from "./get-lead-stats.ts";

const principal: Principal = { keyId: "k1", role: "marketing", projects: "all" };
const QUESTION = { group_by: ["utm_campaign"], compare: "previous" };

async function answer(label: string) {
  const context = {
    statistics: createFakeStatistics([label, "plain"]),
    insights: createFakeInsights(),
    principal,
  };
  return getLeadStats.run(QUESTION, context);
}

const plain = await answer("LABEL");

describe.each(INSTRUCTION_LIKE_LABELS)("the label %j", (label) => {
  it("changes nothing in the structured answer but itself", async () => {
    const { structured } = await answer(label);
    const json = JSON.stringify(structured).replaceAll(JSON.stringify(label), '"LABEL"');
    expect(JSON.parse(json)).toEqual(plain.structured);
  });

  it("stays in its own cell of the text", async () => {
    const { text } = await answer(label);
    const cells = text.split("\n").map((line) => line.split("\t"));
    const expected = plain.text.split("\n").map((line) => line.split("\t"));
    const shown = label.replace(/[\p{Cc}\u2028\u2029]+/gu, " ");
    expect(cells).toEqual(expected.map((line) => line.map((cell) => (cell === "LABEL" ? shown : cell))));
  });
});

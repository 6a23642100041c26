import { encode } from "gpt-tokenizer/encoding/o200k_base";
import { describe, expect, it } from "vitest";
import { METRIC_NAMES } from "../domain/dataset.ts";
import { Problem } from "../domain/errors.ts";
import type { Principal } from "../domain/principal.ts";
import type { StatsAnswer } from "../stats/answer.ts";
import { createFakeInsights } from "./fake-insights.ts";
import { createFakeStatistics } from "./fake-statistics.ts";
import { toRefusalText } from "./refusal.ts";
import { getLeadStats } from "./tools/get-lead-stats.ts";

const principal: Principal = { keyId: "k1", role: "marketing", projects: "all" };
const MAX_TOKENS = 4000;
const WEEKDAYS = ["Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday"];
const HEAT = { group_by: ["weekday", "hour"] };

/** Asks where the store samples and answers with so many rows. */
function ask(question: object, count = 168) {
  const fake = createFakeStatistics(["google"]);
  const intervals = Object.fromEntries(METRIC_NAMES.map((name) => [name, { low: 3151, high: 4109 }]));
  const stats = async (raw: unknown) => {
    const answer = await fake.stats(raw, principal);
    const rows = Array.from({ length: count }, (_, at) => ({
      ...answer.rows[0],
      weekday: WEEKDAYS[Math.floor(at / 24) % 7] ?? "",
      hour: String(at % 24).padStart(2, "0"),
      intervals,
    }));
    const comparison = answer.comparison && { comparison: { ...answer.comparison, rows } };
    const quality = { ...answer.quality, sampled: true };
    return { ...answer, rows, totals: { ...answer.totals, intervals }, ...comparison, quality };
  };
  const context = { statistics: { ...fake, stats }, insights: createFakeInsights(), principal };
  return getLeadStats.run({ ...question }, context);
}

describe("a series of estimates that is too long for a conversation", () => {
  it("comes without the intervals of its rows, and says so", async () => {
    const { structured, text } = await ask(HEAT);
    const { rows, totals, quality } = structured as StatsAnswer;
    expect(rows).toHaveLength(168);
    expect(rows[0]).toEqual({ weekday: "Monday", hour: "00", primary: 722 });
    expect(totals.intervals?.primary).toEqual({ low: 3151, high: 4109 });
    expect(quality.warnings).toMatchInlineSnapshot(`
      [
        {
          "code": "shortened",
          "message": "Rows come without their intervals, which do not fit into a conversation; link has them.",
        },
      ]
    `);
    expect(text).toContain(`Warning: ${quality.warnings[0]?.message}`);
    expect(encode(JSON.stringify(structured)).length).toBeLessThanOrEqual(MAX_TOKENS);
  });

  it("keeps them where there is room", async () => {
    const { structured } = await ask(HEAT, 24);
    expect((structured as StatsAnswer).rows[0]).toHaveProperty("intervals");
    expect((structured as StatsAnswer).quality.warnings).toEqual([]);
  });

  it.each([
    [{ ...HEAT, compare: "previous" }, "group_by: ask for only one of the two groups, or no comparison"],
    [
      { ...HEAT, metrics: ["total", "primary", "bot_rate"] },
      "group_by: ask for only one of the two groups, or fewer metrics",
    ],
    [
      { bucket: "60min", compare: "previous" },
      "bucket: ask for a longer bucket, or a shorter period, or no comparison",
    ],
    [
      { bucket: "month", group_by: ["type"], metrics: ["total", "bot_rate"] },
      "bucket: ask for a shorter period, or no group, or fewer metrics",
    ],
  ])("is refused with what can help, when that does not: %j", async (question, advice) => {
    const error = await ask(question).catch((thrown: unknown) => thrown);
    expect(toRefusalText(error)).toBe(`The answer is longer than a conversation has room for.\n- ${advice}.`);
  });
});

it("a series by group whose fewest rows do not fit is refused with what can help", async () => {
  const fake = createFakeStatistics(["google"]);
  const stats = async (raw: unknown) => {
    const { max_rows = 0 } = raw as { max_rows?: number };
    // Two rows in each of 72 buckets are the fewest.
    if (max_rows < 144) throw new Problem("too_many_cells", `more than ${max_rows} rows`);
    const answer = await fake.stats(raw, principal);
    return { ...answer, rows: Array.from({ length: 144 }, () => ({ ...answer.rows[0], ...answer.totals })) };
  };
  const context = { statistics: { ...fake, stats }, insights: createFakeInsights(), principal };
  const asked = getLeadStats.run({ bucket: "30min", group_by: ["source"] }, context);
  expect(toRefusalText(await asked.catch((thrown: unknown) => thrown))).toBe(
    "The answer is longer than a conversation has room for.\n- bucket: ask for a longer bucket, or a shorter period, or no group.",
  );
});

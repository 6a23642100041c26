import fc from "fast-check";
import { expect, test } from "vitest";
import { toPlan } from "../local/analytics-engine/src/dialect/guard.ts";
import { DATASET, DIMENSION_NAMES } from "../src/domain/dataset.ts";
import { OPERATORS } from "../src/stats/request.ts";
import { createRandom } from "../src/stats/simulation.ts";
import { ADMIN, askQuestions, createGuardedStatistics, settle } from "./product-statements.ts";

const QUESTIONS = 1000;
const FROM = Date.parse("2025-09-15T00:00:00Z") / 1000;

// biome-ignore format: a word list
const HOSTILE = [
  "'", "''", "\\'", "\\", "') OR 1 = 1 --", "x' UNION ALL SELECT 1 --", "%", "_", "\0", "\n", "*/", "/*", "--", ";", "`", '"',
  "ʼ OR ʼ1ʼ=ʼ1", "＇ OR 1=1", "\ud83d", "x".repeat(600),
];

test("the guard accepts every statement of random questions, to the last one", async () => {
  const { statements, outcomes } = await askQuestions(QUESTIONS, { from: FROM, days: 100 });
  const answered = outcomes.filter((outcome) => outcome === "answered").length;
  expect(answered).toBeGreaterThan(outcomes.length * 0.98);
  expect(statements.size).toBeGreaterThan(5000);
});

test("no filter's text leaves its string or reaches another dataset", async () => {
  const hostile = fc.oneof(fc.string({ unit: "binary" }), fc.constantFrom(...HOSTILE), fc.string());
  const filters = fc.array(
    fc.record({
      dimension: fc.constantFrom(...DIMENSION_NAMES),
      operator: fc.constantFrom(...OPERATORS),
      values: fc.array(hostile, { minLength: 1, maxLength: 4 }),
    }),
    { minLength: 1, maxLength: 4 },
  );
  const statistics = createGuardedStatistics(createRandom(21), FROM);
  await fc.assert(
    fc.asyncProperty(filters, async (given) => {
      const outcome = await settle(statistics.summary({ filters: given }, ADMIN));
      expect(["answered", "invalid_parameter"]).toContain(outcome);
    }),
    { numRuns: 1000 },
  );
  const plans = [...statistics.statements].map((sql) => toPlan(sql, () => true));
  expect(plans.every((plan) => plan.kind === "select" && plan.dataset === DATASET)).toBe(true);
  expect(plans.length).toBeGreaterThan(500);
});

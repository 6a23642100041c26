import fc from "fast-check";
import { expect, test } from "vitest";
import { toPlan } from "../local/analytics-engine/src/dialect/guard.ts";
import { DATASET, DIMENSION_NAMES } from "../src/domain/dataset.ts";
import { Problem } from "../src/domain/errors.ts";
import type { Principal } from "../src/domain/principal.ts";
import type { Engine, EngineRow } from "../src/engine/engine.ts";
import { MAX_CELLS } from "../src/stats/buckets.ts";
import { COMPARISONS, OPERATORS } from "../src/stats/request.ts";
import { createRandom, type Random } from "../src/stats/simulation.ts";
import { createStatistics } from "../src/stats/statistics.ts";
import { createPoints } from "./points.ts";
import { toQuestion } from "./question.ts";
import { toLabels } from "./reference-statistics.ts";

const QUESTIONS = 1000;
const RANGE = { from: Date.parse("2025-09-15T00:00:00Z") / 1000, days: 100 };
const NOW_S = RANGE.from + RANGE.days * 86_400;
const ADMIN: Principal = { keyId: "k", role: "admin", projects: "all" };
const PRINCIPALS: readonly Principal[] = [
  ADMIN,
  { keyId: "k", role: "marketing", projects: ["alpha", "beta"] },
];
const PROJECTS = ["alpha", "beta", "gamma"].map((id) => ({ id, name: id, timezone: "America/New_York" }));
const LABELS = toLabels(createPoints(createRandom(1), { ...RANGE, count: 500, maxInterval: 1 }));
const TERMS = LABELS.get("utm_term") ?? [];

// biome-ignore format: a word list
const HOSTILE = [
  "'", "''", "\\'", "\\", "') OR 1 = 1 --", "x' UNION ALL SELECT 1 --", "%", "_", "\0", "\n", "*/", "/*", "--", ";", "`", '"',
  "ʼ OR ʼ1ʼ=ʼ1", "＇ OR 1=1", "\ud83d", "x".repeat(600),
];

type Columns = Extract<ReturnType<typeof toPlan>, { kind: "select" }>["columns"];

/**
 * An engine that takes only what the guard accepts, and answers with made-up rows of the columns that the guard saw,
 * so that questions of several statements go on to the last one.
 */
function createGuardedEngine(random: Random): Engine & { readonly statements: Set<string> } {
  const statements = new Set<string>();
  return {
    statements,
    async ask(sql) {
      const plan = toPlan(sql, (name) => name === DATASET);
      statements.add(sql);
      if (plan.kind !== "select") throw new Error(`no question: ${sql}`);
      const count = random.uniform() < 0.002 ? MAX_CELLS + 1 : Math.floor(random.uniform() * 40);
      const rows = Array.from({ length: count }, () => toRow(plan.columns, random));
      return { rows, neverWritten: false, asOf: NOW_S };
    },
  };
}

function toRow(columns: Columns, random: Random): EngineRow {
  const toValue = (type: string) => {
    if (type === "String") return TERMS[Math.floor(random.uniform() * TERMS.length)];
    const number = Math.floor(random.uniform() * 3);
    return type === "Integer" ? String(number) : number;
  };
  return Object.fromEntries(columns.map(({ name, type }) => [name, toValue(type)]));
}

function createGuardedStatistics(engine: Engine) {
  return createStatistics({
    engine,
    projects: { list: async () => PROJECTS },
    reportingTimezone: "Asia/Kolkata",
    now: () => NOW_S * 1000,
    publicUrl: "https://leads.example.com",
  });
}

/** What a question ends in: its answer, or the reason in our own words. */
async function settle(answer: Promise<unknown>): Promise<"answered" | Problem["code"]> {
  try {
    await answer;
    return "answered";
  } catch (error) {
    if (error instanceof Problem) return error.code;
    throw error;
  }
}

const pickWith =
  (random: Random) =>
  <T>(list: readonly T[]): T =>
    list[Math.floor(random.uniform() * list.length)] as T;

test("the guard accepts every statement of random questions, to the last one", async () => {
  const random = createRandom(20);
  const pick = pickWith(random);
  const engine = createGuardedEngine(random);
  const statistics = createGuardedStatistics(engine);
  const outcomes: string[] = [];
  for (let asked = 0; asked < QUESTIONS; asked++) {
    const principal = pick(PRINCIPALS);
    const question = { ...toQuestion(random, LABELS, RANGE), compare: pick(COMPARISONS) };
    const { from, to, timezone, filters, limit, min_suspicion, min_engagement } = question;
    const period = { from, to, timezone, filters };
    const answers = [
      statistics.stats(question, principal),
      statistics.summary({ ...period, min_suspicion, min_engagement }, principal),
      statistics.values({ ...period, limit, dimension: pick(DIMENSION_NAMES) }, principal),
      statistics.schema({ timezone }, principal),
    ];
    outcomes.push(...(await Promise.all(answers.map(settle))));
  }
  const answered = outcomes.filter((outcome) => outcome === "answered").length;
  expect(answered).toBeGreaterThan(outcomes.length * 0.98);
  expect(engine.statements.size).toBeGreaterThan(5000);
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
  const engine = createGuardedEngine(createRandom(21));
  const statistics = createGuardedStatistics(engine);
  await fc.assert(
    fc.asyncProperty(filters, async (given) => {
      const outcome = await settle(statistics.summary({ filters: given }, ADMIN));
      expect(["answered", "invalid_parameter"]).toContain(outcome);
    }),
    { numRuns: 1000 },
  );
  const read = [...engine.statements].map((sql) => toPlan(sql, () => true));
  expect(read.every((plan) => plan.kind === "select" && plan.dataset === DATASET)).toBe(true);
  expect(read.length).toBeGreaterThan(500);
});

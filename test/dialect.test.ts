import { expect, test } from "vitest";
import { toPlan } from "../local/analytics-engine/src/dialect/guard.ts";
import { DATASET, DIMENSION_NAMES } from "../src/domain/dataset.ts";
import { Problem } from "../src/domain/errors.ts";
import type { Principal } from "../src/domain/principal.ts";
import type { Engine, EngineRow } from "../src/engine/engine.ts";
import { MAX_CELLS } from "../src/stats/buckets.ts";
import { COMPARISONS } from "../src/stats/request.ts";
import { createRandom, type Random } from "../src/stats/simulation.ts";
import { createStatistics } from "../src/stats/statistics.ts";
import { createPoints } from "./points.ts";
import { toQuestion } from "./question.ts";
import { toLabels } from "./reference-statistics.ts";

const QUESTIONS = 2000;
const RANGE = { from: Date.parse("2025-09-15T00:00:00Z") / 1000, days: 100 };
const NOW_S = RANGE.from + RANGE.days * 86_400;
const PRINCIPALS: readonly Principal[] = [
  { keyId: "k", role: "admin", projects: "all" },
  { keyId: "k", role: "marketing", projects: ["alpha", "beta"] },
];
const PROJECTS = ["alpha", "beta", "gamma"].map((id) => ({ id, name: id, timezone: "America/New_York" }));
const LABELS = toLabels(createPoints(createRandom(1), { ...RANGE, count: 500, maxInterval: 1 }));
const TERMS = LABELS.get("utm_term") ?? [];

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

test("the guard accepts every statement of random questions, to the last one", async () => {
  const random = createRandom(20);
  const engine = createGuardedEngine(random);
  const statistics = createGuardedStatistics(engine);
  const pick = <T>(list: readonly T[]): T => list[Math.floor(random.uniform() * list.length)] as T;
  const outcomes = new Map<string, number>();
  for (let asked = 0; asked < QUESTIONS; asked++) {
    const principal = pick(PRINCIPALS);
    const { bucket, group_by, compare, order_by, limit, min_total, ...period } = toQuestion(random, LABELS, RANGE);
    const { min_suspicion, min_engagement, ...narrow } = period;
    const question = { ...period, bucket, group_by, compare: pick(COMPARISONS), order_by, limit, min_total };
    const answers = [
      statistics.stats(question, principal),
      statistics.summary(period, principal),
      statistics.values({ ...narrow, dimension: pick(DIMENSION_NAMES), limit }, principal),
    ];
    for (const outcome of await Promise.all(answers.map(settle))) {
      outcomes.set(outcome, (outcomes.get(outcome) ?? 0) + 1);
    }
  }
  console.log(outcomes, engine.statements.size);
});

import { toPlan } from "../local/analytics-engine/src/dialect/guard.ts";
import { DATASET, DIMENSION_NAMES } from "../src/domain/dataset.ts";
import { Problem } from "../src/domain/errors.ts";
import type { Principal } from "../src/domain/principal.ts";
import type { Engine, EngineRow } from "../src/engine/engine.ts";
import type { Marginals, Statistics } from "../src/stats/port.ts";
import { COMPARISONS, MAX_CELLS } from "../src/stats/request.ts";
import { createRandom, type Random } from "../src/stats/simulation.ts";
import { createStatistics } from "../src/stats/statistics.ts";
import { createPoints } from "./points.ts";
import { type QuestionRange, toQuestion } from "./question.ts";
import { toLabels } from "./reference-statistics.ts";

export const ADMIN: Principal = { keyId: "k", role: "admin", projects: "all" };
const PRINCIPALS: readonly Principal[] = [
  ADMIN,
  { keyId: "k", role: "marketing", projects: ["alpha", "beta"] },
];
const PROJECTS = ["alpha", "beta", "gamma"].map((id) => ({ id, name: id, timezone: "America/New_York" }));
const LABELS = toLabels(createPoints(createRandom(1), { count: 500, from: 0, days: 1, maxInterval: 1 }));
const TERMS = LABELS.get("utm_term") ?? [];
const DAY_S = 86_400;

type Columns = Extract<ReturnType<typeof toPlan>, { kind: "select" }>["columns"];

/** What a question ends in: its answer, or why there is none. */
export type Outcome = "answered" | Problem["code"];

/** The product's statistics on an engine that only the guard stands in for. */
export interface GuardedStatistics extends Statistics, Marginals {
  /** Every statement that was asked; the guard accepted them all. */
  readonly statements: ReadonlySet<string>;
}

/**
 * Statistics whose statements must pass the guard, and are answered with made-up rows of the columns that the guard
 * saw, so that questions of several statements go on to the last one.
 * @throws InputInvalid when asked what the guard refuses
 */
export function createGuardedStatistics(random: Random, nowS: number): GuardedStatistics {
  const statements = new Set<string>();
  const engine: Engine = {
    async ask(sql) {
      const plan = toPlan(sql, (name) => name === DATASET);
      statements.add(sql);
      if (plan.kind !== "select") throw new Error(`no question: ${sql}`);
      const count = random.uniform() < 0.002 ? MAX_CELLS + 1 : Math.floor(random.uniform() * 40);
      const rows = Array.from({ length: count }, () => toRow(plan.columns, random));
      return { rows, neverWritten: false, asOf: nowS };
    },
  };
  const statistics = createStatistics({
    engine,
    projects: { list: async () => PROJECTS },
    reportingTimezone: "Asia/Kolkata",
    now: () => nowS * 1000,
    publicUrl: "https://leads.example.com",
  });
  return { ...statistics, statements };
}

function toRow(columns: Columns, random: Random): EngineRow {
  const toValue = (type: string) => {
    if (type === "String") return TERMS[Math.floor(random.uniform() * TERMS.length)];
    const number = Math.floor(random.uniform() * 3);
    return type === "Integer" ? String(number) : number;
  };
  return Object.fromEntries(columns.map(({ name, type }) => [name, toValue(type)]));
}

/** Waits for an answer; only refusals in the product's own words count as an outcome, everything else is thrown. */
export async function settle(answer: Promise<unknown>): Promise<Outcome> {
  try {
    await answer;
    return "answered";
  } catch (error) {
    if (error instanceof Problem) return error.code;
    throw error;
  }
}

/**
 * Asks random questions of every kind.
 * @param range the time that they are about; it ends now
 */
export async function askQuestions(
  count: number,
  range: QuestionRange,
): Promise<{ statements: ReadonlySet<string>; outcomes: readonly Outcome[] }> {
  const random = createRandom(20);
  const pick = <T>(list: readonly T[]): T => list[Math.floor(random.uniform() * list.length)] as T;
  const statistics = createGuardedStatistics(random, range.from + range.days * DAY_S);
  const outcomes: Outcome[] = [];
  for (let asked = 0; asked < count; asked++) {
    const principal = pick(PRINCIPALS);
    const question = { ...toQuestion(random, LABELS, range), compare: pick(COMPARISONS) };
    const { from, to, timezone, filters, limit, min_suspicion, min_engagement } = question;
    const period = { from, to, timezone, filters };
    const answers = [
      statistics.stats(question, principal),
      statistics.marginals(
        {
          ...question,
          bucket: "day",
          compare: "none",
          group_by: [pick(DIMENSION_NAMES), pick(DIMENSION_NAMES)],
        },
        principal,
      ),
      statistics.summary({ ...period, min_suspicion, min_engagement }, principal),
      statistics.values({ ...period, limit, dimension: pick(DIMENSION_NAMES) }, principal),
      statistics.schema({ timezone }, principal),
    ];
    outcomes.push(...(await Promise.all(answers.map(settle))));
  }
  return { statements: statistics.statements, outcomes };
}

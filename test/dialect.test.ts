import { describe, expect, test } from "vitest";
import { toPlan } from "../local/analytics-engine/src/dialect/guard.ts";
import { BLOB_COLUMNS, BLOBS, DATASET, DIMENSION_NAMES } from "../src/domain/dataset.ts";
import { Problem } from "../src/domain/errors.ts";
import type { Principal } from "../src/domain/principal.ts";
import type { Engine, EngineRow } from "../src/engine/engine.ts";
import { COMPARISONS } from "../src/stats/request.ts";
import { createRandom, type Random } from "../src/stats/simulation.ts";
import { createStatistics } from "../src/stats/statistics.ts";
import { createPoints } from "./points.ts";
import { toQuestion } from "./question.ts";
import { toLabels } from "./reference-statistics.ts";

const QUESTIONS = 2000;
const RANGE = { from: Date.parse("2025-09-15T00:00:00Z") / 1000, days: 100 };
const NOW_MS = (RANGE.from + RANGE.days * 86_400) * 1000;
const PRINCIPALS: readonly Principal[] = [
  { keyId: "k", role: "admin", projects: "all" },
  { keyId: "k", role: "marketing", projects: ["alpha", "beta"] },
];
const LABELS = toLabels(createPoints(createRandom(1), { ...RANGE, count: 500, maxInterval: 1 }));

type Columns = Extract<ReturnType<typeof toPlan>, { kind: "select" }>["columns"];

/**
 * An engine that lets only through what the guard accepts, and answers with random rows of the columns that the guard
 * saw, so that questions of several statements go on to the last one.
 */
function createGuardedEngine(random: Random): Engine & { readonly statements: Set<string> } {
  const statements = new Set<string>();
  return {
    statements,
    async ask(sql) {
      const plan = toPlan(sql, (name) => name === DATASET);
      statements.add(sql);
      if (plan.kind !== "select") throw new Error(`not a question: ${sql}`);
      const rows = Array.from({ length: Math.floor(random.uniform() * 12) }, () => toRow(plan.columns, random));
      return { rows, neverWritten: random.uniform() < 0.02, asOf: NOW_MS / 1000 };
    },
  };
}

function toRow(columns: Columns, random: Random): EngineRow {
  return Object.fromEntries(columns.map(({ name, type }) => [name, toValue(name, type, random)]));
}

function toValue(name: string, type: string, random: Random): unknown {
  if (type === "String") {
    const labels = LABELS.get(BLOB_COLUMNS.find((column) => BLOBS[column].slot === name) ?? "utm_source") ?? [];
    return labels[Math.floor(random.uniform() * labels.length)] ?? "";
  }
  if (name === "period") return Math.floor(random.uniform() * 3);
  const isTime = /bucket|_at$/.test(name);
  const number = isTime ? RANGE.from + Math.floor(random.uniform() * RANGE.days * 48) * 1800 : random.poisson(4);
  return type === "Integer" ? String(number) : number;
}

import { Problem } from "../domain/errors.ts";
import type { Principal } from "../domain/principal.ts";
import type { EngineRow } from "../engine/engine.ts";
import { createFakeEngine } from "./fake-engine.ts";
import { createStatistics } from "./statistics.ts";

export const ADMIN: Principal = { keyId: "k1", role: "admin", projects: "all" };

/** Statistics for tests over prepared row sets, at 2026-11-22 15:45 in Kolkata, with events kept for 92 days. */
export function createFakeStatistics(...answers: readonly (readonly EngineRow[])[]) {
  const engine = createFakeEngine(...answers);
  const statistics = createStatistics({
    engine,
    projects: { list: async () => [] },
    reportingTimezone: "Asia/Kolkata",
    now: () => Date.parse("2026-11-22T10:15:00Z"),
    publicUrl: "https://leads.example.com",
    retentionDays: 92,
  });
  return { engine, statistics };
}

/** A row that counted so many events of each type. */
export function toRow(key: EngineRow, counts: Readonly<Record<string, number>>, firstAt?: number): EngineRow {
  const all = Object.entries(counts).filter(([name]) => name.startsWith("n_"));
  const sum = all.reduce((total, [, n]) => total + n, 0);
  const times = firstAt === undefined ? {} : { first_at: firstAt, last_at: firstAt };
  return { ...key, ...counts, ...times, weight: sum, rows_read: sum, max_interval: 1 };
}

/** The problem with which something fails. */
export async function toProblem(promise: Promise<unknown>): Promise<Problem> {
  const error = await promise.then(
    () => undefined,
    (reason: unknown) => reason,
  );
  if (!(error instanceof Problem)) throw new Error("no problem was reported", { cause: error });
  return error;
}

import type { Statement } from "./statement.ts";

/** Runs statements in one batch, which is one transaction and one round trip. */
export async function runBatch<T = Record<string, unknown>>(
  db: D1Database,
  statements: readonly Statement[],
): Promise<D1Result<T>[]> {
  return db.batch(statements.map(({ sql, params }) => db.prepare(sql).bind(...params)));
}

/** The first row that a statement answers with. */
export async function readFirst<T>(db: D1Database, { sql, params }: Statement): Promise<T | null> {
  return db
    .prepare(sql)
    .bind(...params)
    .first<T>();
}

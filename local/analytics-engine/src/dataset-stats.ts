import type { Session } from "chdb";
import { DATABASE } from "./tables.ts";

const DATASET_STATS = "count(), toUnixTimestamp(min(timestamp)), toUnixTimestamp(max(timestamp))";

/** What a dataset holds; times in epoch seconds, `null` while empty. */
export interface DatasetStats {
  points: number;
  oldest: number | null;
  newest: number | null;
}

/** The rows of a statement, each value as text without tabs or line breaks. */
export async function readRows(connection: Session, sql: string): Promise<string[][]> {
  const text = (await connection.queryAsync(sql, { format: "TabSeparated" })).text();
  return text.split("\n").flatMap((line) => (line === "" ? [] : [line.split("\t")]));
}

/** Counts what a dataset holds. */
export async function readStats(connection: Session, dataset: string): Promise<DatasetStats> {
  const [row] = await readRows(connection, `SELECT ${DATASET_STATS} FROM ${DATABASE}.${dataset}`);
  const [points = 0, oldest = 0, newest = 0] = (row ?? []).map(Number);
  return points === 0 ? { points: 0, oldest: null, newest: null } : { points, oldest, newest };
}

import { globSync } from "node:fs";
import { resolve } from "node:path";
import { DatabaseSync } from "node:sqlite";

/** Asks the D1 database that a running stack keeps below its home. */
export function readDatabase(
  home: string,
  sql: string,
  ...params: string[]
): Record<string, string | number | null>[] {
  const files = globSync("state/v3/d1/**/*.sqlite", { cwd: home });
  const file = files.find((path) => !path.endsWith("metadata.sqlite"));
  if (!file) throw new Error("there is no database");
  const database = new DatabaseSync(resolve(home, file), { readOnly: true });
  try {
    return database.prepare(sql).all(...params) as Record<string, string | number | null>[];
  } finally {
    database.close();
  }
}

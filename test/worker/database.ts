import { env } from "cloudflare:workers";

declare global {
  interface ImportMeta {
    glob(pattern: string, options: { query: string; import: string; eager: true }): Record<string, string>;
  }
}

const MIGRATIONS = import.meta.glob("../../migrations/*.sql", {
  query: "?raw",
  import: "default",
  eager: true,
});

/** Leaves every table existing and empty. */
export async function resetDatabase(): Promise<void> {
  const tables = await env.DB.prepare(
    "SELECT name FROM sqlite_master WHERE type = 'table' AND name GLOB '[A-Z]*'",
  ).all<{ name: string }>();
  if (tables.results.length === 0) await migrate();
  else await env.DB.batch(tables.results.map(({ name }) => env.DB.prepare(`DELETE FROM ${name}`)));
}

/** Applies the migrations whose number is in the range. */
export async function migrate(from = 1, to = Number.POSITIVE_INFINITY): Promise<void> {
  for (const name of Object.keys(MIGRATIONS).sort()) {
    const number = Number(/\d+/.exec(name)?.[0]);
    if (number < from || number > to) continue;
    const statements = (MIGRATIONS[name] ?? "")
      .replace(/^\s*--.*$/gm, "")
      .split(/;\s*$/m)
      .filter((sql) => sql.trim() !== "");
    await env.DB.batch(statements.map((sql) => env.DB.prepare(sql)));
  }
}

/** How many rows of a table meet a condition. */
export async function countRows(table: string, where = "1"): Promise<number> {
  const row = await env.DB.prepare(`SELECT count(*) AS n FROM ${table} WHERE ${where}`).first<{
    n: number;
  }>();
  return row?.n ?? -1;
}

import { afterEach, expect, test, vi } from "vitest";
import { createAppRig } from "./app-rig.ts";
import { migrate } from "./database.ts";

const MIGRATIONS = Object.keys(
  import.meta.glob("../../migrations/*.sql", { query: "?raw", import: "default", eager: true }),
).map((path) => Number(/\d+/.exec(path)?.[0]));
const NEWEST = Math.max(...MIGRATIONS);

afterEach(() => {
  vi.unstubAllGlobals();
  vi.restoreAllMocks();
});

/** What a new instance finds of the database, and what it tells the log. */
async function look() {
  const logged = vi.spyOn(console, "error").mockImplementation(() => {});
  const rig = await createAppRig();
  const response = await rig.fetch("/healthz");
  const { checks } = await response.json<{ checks: Record<string, string> }>();
  const words = logged.mock.calls.join("\n");
  logged.mockRestore();
  return { status: response.status, database: checks.database, words };
}

test("the database is well only with the newest migration, and the log says how to apply it", async () => {
  expect(NEWEST).toBeGreaterThan(4);
  const sentence = "migrations not applied: npx wrangler d1 migrations apply lead-stats --remote";
  const missing = { status: 503, database: "unavailable", words: expect.stringContaining(sentence) };
  expect(await look()).toEqual(missing);
  await migrate(1, NEWEST - 1);
  // Fails when a migration is added: NEWEST_COLUMN in src/http/database-check.ts then has to be one of the new one's.
  expect(await look()).toEqual(missing);
  await migrate(NEWEST);
  const well = await look();
  expect([well.database, well.words]).toEqual(["ok", expect.not.stringContaining("migrations")]);
});

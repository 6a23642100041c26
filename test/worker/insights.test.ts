import { afterEach, beforeEach, describe, expect, test, vi } from "vitest";
import { INSIGHTS } from "../../src/insights/catalog.ts";
import { as, createAppRig } from "./app-rig.ts";
import { resetDatabase } from "./database.ts";

beforeEach(resetDatabase);
afterEach(() => {
  vi.unstubAllGlobals();
});

const PATHS = Object.values(INSIGHTS).map(({ path }) => `/analytics/insights/${path}`);
const MOST_STATEMENTS = 6;

describe.each(PATHS)("%s", (path) => {
  const unreachable = new Proxy({} as D1Database, {
    get: (_target, name) => {
      throw new Error(`the record was touched: ${String(name)}`);
    },
  });

  test("answers within its statements and never touches D1", async () => {
    const rig = await createAppRig({ DB: unreachable });
    const response = await rig.fetch(path, { headers: as("lsk_reader") });
    expect([response.status, await response.json()]).toMatchObject([
      200,
      { status: "not_enough_data", quality: { source: "analytics_engine" } },
    ]);
    expect(rig.statements.length).toBeGreaterThan(0);
    expect(rig.statements.length).toBeLessThanOrEqual(MOST_STATEMENTS);
  });

  test("shows a scoped key its own projects only", async () => {
    const rig = await createAppRig();
    const response = await rig.fetch(path, { headers: as("lsk_alpha") });
    expect(await response.text()).not.toMatch(/"beta"/i);
    for (const sql of rig.statements) expect(sql).toContain("index1 IN ('alpha')");
  });

  test("is closed to senders and to nobody in particular", async () => {
    const rig = await createAppRig();
    expect((await rig.fetch(path)).status).toBe(401);
    expect((await rig.fetch(path, { headers: as("lsk_sender") })).status).toBe(403);
  });

  test("takes filters as parameters and refuses what it does not know", async () => {
    const rig = await createAppRig();
    const known = await rig.fetch(`${path}?days=14&country=IN,AE`, { headers: as("lsk_reader") });
    expect(await known.json()).toMatchObject({
      query: { filters: [{ dimension: "country", operator: "is", values: ["IN", "AE"] }] },
    });
    const unknown = await rig.fetch(`${path}?dayz=14`, { headers: as("lsk_reader") });
    expect([unknown.status, await unknown.json()]).toMatchObject([400, { code: "invalid_parameter" }]);
  });
});

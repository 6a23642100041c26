import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join, resolve } from "node:path";
import { expect, onTestFinished, test } from "vitest";
import { getPlatformProxy } from "wrangler";
import { PROJECTS_NAME } from "../src/access/project-directory.ts";
import type { WritableDirectory } from "../src/access/publish-projects.ts";
import { toStatePath } from "./home.ts";
import { seedStores } from "./seed.ts";
import { writeLocalConfig } from "./wrangler-config.ts";

interface Stores {
  readonly DIRECTORY: WritableDirectory;
  readonly DB: { prepare(sql: string): { run(): Promise<unknown> } };
}

function createHome() {
  const home = mkdtempSync(join(tmpdir(), "lead-stats-seed-"));
  onTestFinished(() => rmSync(home, { recursive: true, force: true, maxRetries: 5 }));
  const configPath = writeLocalConfig({ home, engineAddress: "127.0.0.1:9", vars: {} });
  return {
    seed: (...ids: readonly string[]) =>
      seedStores(configPath, home, { projects: ids.map((id) => ({ id, name: `Seeded ${id}` })), sql: [] }),
    async use<T>(work: (stores: Stores) => Promise<T>): Promise<T> {
      const persist = { path: resolve(toStatePath(home), "v3") };
      const proxy = await getPlatformProxy({ configPath, persist, envFiles: [] });
      try {
        return await work(proxy.env as unknown as Stores);
      } finally {
        await proxy.dispose();
      }
    },
  };
}

test("a start that seeds anew keeps every project that was made or changed since", async () => {
  const home = createHome();
  await home.seed("demo");
  await home.use(async ({ DB, DIRECTORY }) => {
    // As POST and PATCH of /admin/projects leave them.
    const at = "'2026-11-20T10:00:00Z'";
    const own = JSON.stringify({ id: "own", name: "My own" });
    const changed = JSON.stringify({ id: "demo", name: "Renamed" });
    await DB.prepare(
      `INSERT INTO Projects (ProjectId, RecordJson, CreatedAt, UpdatedAt) VALUES ('own', '${own}', ${at}, ${at})`,
    ).run();
    await DB.prepare(`UPDATE Projects SET RecordJson = '${changed}' WHERE ProjectId = 'demo'`).run();
    await DIRECTORY.put(PROJECTS_NAME, `[${changed},${own}]`);
  });

  await home.seed("demo", "new");
  const projects = await home.use(({ DIRECTORY }) =>
    DIRECTORY.get("projects", { type: "json", cacheTtl: 60 }),
  );
  expect(projects).toEqual([
    { id: "demo", name: "Renamed" },
    { id: "own", name: "My own" },
    { id: "new", name: "Seeded new" },
  ]);
});

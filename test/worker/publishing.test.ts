import { env } from "cloudflare:workers";
import { beforeEach, describe, expect, test } from "vitest";
import { PROJECTS_NAME } from "../../src/access/project-directory.ts";
import { readConfig } from "../../src/config.ts";
import { createIntake } from "../../src/intake.ts";
import { createAdminRig } from "./admin-rig.ts";
import { countRows, resetDatabase } from "./database.ts";

const DAY_MS = 86_400_000;
const ACME = { id: "acme", name: "Acme" };

beforeEach(resetDatabase);

/** The directory, with something done before every put. */
const withPut = (before: (count: number) => unknown) => {
  let count = 0;
  return {
    get: (name: string, options: { type: "json"; cacheTtl: number }) => env.DIRECTORY.get(name, options),
    put: async (name: string, value: string) => {
      count += 1;
      await before(count);
      await env.DIRECTORY.put(name, value);
    },
  };
};
const refusing = (times: number) =>
  withPut((count) => {
    if (count <= times) throw new Error("KV PUT failed: 429 Too Many Requests");
  });

interface Published {
  readonly id: string;
  readonly retention_days?: number;
}
const published = async (id: string) => {
  const all = await env.DIRECTORY.get<Published[]>(PROJECTS_NAME, "json");
  return all?.find((project) => project.id === id);
};

/** What the clock does, half an hour after the last time. */
async function runSchedule(nowMs: number, bindings: object = {}) {
  const all = { ...env, ...bindings } as never;
  await createIntake(
    all,
    readConfig(all),
    () => nowMs,
    () => {},
    async () => {},
  ).onSchedule();
}

describe("a change of a project", () => {
  test("is not undone by another one that is published later", async () => {
    const [held, isHeld] = [Promise.withResolvers<void>(), Promise.withResolvers<void>()];
    const directory = withPut((count) => {
      if (count > 1) return;
      isHeld.resolve();
      return held.promise;
    });
    const rig = await createAdminRig({}, { directory });
    const first = rig.admin("PATCH", "/admin/projects/harbour", { reengagement_days: 5 });
    await isHeld.promise;
    expect(await rig.admin("PATCH", "/admin/projects/skyline", { retention_days: 730 })).toMatchObject({
      status: 200,
    });
    held.resolve();
    expect((await first).status).toBe(200);
    expect(await published("skyline")).toMatchObject({ retention_days: 730 });
    expect(await published("harbour")).toMatchObject({ reengagement_days: 5 });
  });

  test("that the directory refuses at first is published after a wait", async () => {
    const rig = await createAdminRig({}, { directory: refusing(1) });
    expect(await rig.admin("POST", "/admin/projects", ACME)).toMatchObject({ status: 201 });
    expect([rig.waits, await published("acme")]).toMatchObject([[1100], ACME]);
  });

  test("that the directory refuses for good is stored, says so, and is published by the clock", async () => {
    const rig = await createAdminRig({}, { directory: refusing(99) });
    expect(await rig.admin("POST", "/admin/projects", ACME)).toMatchObject({
      status: 503,
      body: { code: "storage_unavailable", detail: expect.stringContaining("published within half an hour") },
    });
    expect(await rig.admin("POST", "/admin/projects", ACME)).toMatchObject({
      status: 409,
      body: { detail: expect.stringContaining("PATCH /admin/projects/acme") },
    });
    expect(await published("acme")).toBeUndefined();
    await runSchedule(rig.now());
    expect(await published("acme")).toMatchObject({ site_key: expect.stringMatching(/^lss_/) });
  });
});

describe("the clock", () => {
  /** The record keeps leads for two years; the directory still says a month. */
  async function fallBehind() {
    const rig = await createAdminRig();
    await rig.admin("PATCH", "/admin/projects/skyline", { retention_days: 30 });
    const behind = await env.DIRECTORY.get(PROJECTS_NAME);
    await rig.admin("PATCH", "/admin/projects/skyline", { retention_days: 730 });
    await env.DIRECTORY.put(PROJECTS_NAME, behind ?? "");
    await rig.post({ project: "skyline", email: "jane@example.com" });
    return rig;
  }

  test("publishes what the directory does not say, and nothing when it says the same", async () => {
    const rig = await fallBehind();
    await runSchedule(rig.now());
    expect(await published("skyline")).toMatchObject({ retention_days: 730 });
    const refused = refusing(99);
    await runSchedule(rig.now(), { DIRECTORY: refused });
  });

  test("deletes by the record, also while the directory refuses", async () => {
    const rig = await fallBehind();
    const late = rig.now() + 40 * DAY_MS;
    const projects = {
      get: env.DIRECTORY.get.bind(env.DIRECTORY),
      put: () => Promise.reject(new Error("away")),
    };
    await expect(runSchedule(late, { DIRECTORY: projects })).rejects.toThrow("away");
    expect(await countRows("LeadSubmissions")).toBe(1);
    await expect(runSchedule(late + 700 * DAY_MS, { DIRECTORY: projects })).rejects.toThrow("away");
    expect(await countRows("LeadSubmissions")).toBe(0);
  });

  test("keeps the dead letters of a project that the directory does not know yet", async () => {
    const rig = await createAdminRig({}, { directory: refusing(99) });
    await rig.admin("POST", "/admin/projects", ACME);
    await env.DB.prepare("INSERT INTO DeadLetters VALUES ('a', '{}', 'acme', NULL, NULL, ?1, 1)")
      .bind(new Date(rig.now()).toISOString())
      .run();
    await runSchedule(rig.now() + 30 * DAY_MS);
    expect(await countRows("DeadLetters")).toBe(1);
  });
});

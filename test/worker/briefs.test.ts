import { env } from "cloudflare:workers";
import { afterEach, beforeEach, describe, expect, test, vi } from "vitest";
import { toKeyName } from "../../src/access/key.ts";
import { PROJECTS_NAME } from "../../src/access/project-directory.ts";
import type { Env } from "../../src/config.ts";
import worker from "../../src/index.ts";
import { as, createAppRig } from "./app-rig.ts";
import { resetDatabase } from "./database.ts";

const SLACK = "https://hooks.slack.com/services/T0/B0/alpha";
const MONDAY_8 = Date.parse("2026-11-23T08:00:00+05:30");
const SEND = { method: "POST", headers: as("lsk_boss") };

let posted: { url: string; body: string }[];
let mailed: unknown[];
let bindings: Partial<Env>;

beforeEach(async () => {
  await Promise.all([
    resetDatabase(),
    env.DIRECTORY.delete("brief/alpha"),
    env.DIRECTORY.delete("alert/alpha"),
  ]);
  [posted, mailed] = [[], []];
  bindings = {
    BRIEF_FROM: "leads@example.com",
    EMAIL: { send: async (mail: unknown) => mailed.push(mail) } as unknown as SendEmail,
  };
});
afterEach(() => {
  vi.useRealTimers();
  vi.unstubAllGlobals();
});

/** The whole application, with projects that name somebody, and with Slack beside the SQL API. */
async function createRig() {
  const rig = await createAppRig(bindings);
  const sqlApi = globalThis.fetch;
  vi.stubGlobal("fetch", async (url: string, init: RequestInit) => {
    if (!url.startsWith("https://hooks.slack.com/")) return sqlApi(url, init);
    posted.push({ url, body: String(init.body) });
    return new Response("ok");
  });
  const notify = { slack_url: SLACK, emails: ["jane@example.com"] };
  await env.DIRECTORY.put(
    PROJECTS_NAME,
    JSON.stringify([
      { id: "alpha", name: "Alpha", timezone: "Asia/Kolkata", notify },
      { id: "beta", name: "Beta" },
    ]),
  );
  const boss = { id: "boss", role: "admin", projects: "all", created_at: "2026-01-01T00:00:00Z" };
  await env.DIRECTORY.put(await toKeyName("lsk_boss"), JSON.stringify(boss));
  return rig;
}

describe("an admin who wants to see a brief", () => {
  test("has it sent to everyone the project names", async () => {
    const rig = await createRig();
    const response = await rig.fetch("/admin/projects/alpha/brief", SEND);
    const body = await response.json<{ text: string; deliveries: object[] }>();
    expect([response.status, body.deliveries]).toEqual([200, [{ way: "slack" }, { way: "mail" }]]);
    expect(body.text).toContain("Look further: http://leads.test/?period=last_week&project=alpha");
    expect(posted.map(({ url }) => url)).toEqual([SLACK]);
    expect(mailed).toEqual([
      {
        from: "leads@example.com",
        to: "jane@example.com",
        subject: expect.stringMatching(/^Alpha: leads from/),
        text: body.text,
      },
    ]);
  });

  test("is told what became of it where mail is not set up", async () => {
    bindings = {};
    const rig = await createRig();
    const response = await rig.fetch("/admin/projects/alpha/brief", SEND);
    expect(await response.json()).toMatchObject({
      deliveries: [{ way: "slack" }, { way: "mail", error: "mail is not set up: EMAIL and BRIEF_FROM" }],
    });
  });

  test.each([
    ["of a project that names nobody", "beta", "lsk_boss", 409],
    ["of no project", "gamma", "lsk_boss", 404],
    ["without an admin's key", "alpha", "lsk_reader", 403],
  ])("is refused %s", async (_, project, key, status) => {
    const rig = await createRig();
    const response = await rig.fetch(`/admin/projects/${project}/brief`, {
      method: "POST",
      headers: as(key),
    });
    expect(response.status).toBe(status);
    expect([posted, mailed]).toEqual([[], []]);
  });
});

test("a project's readers get its brief as soon as they are named", async () => {
  const rig = await createRig();
  const send = async (method: string, path: string, body?: object) => {
    const headers = { ...as("lsk_boss"), "Content-Type": "application/json" };
    return rig.fetch(path, { method, headers, ...(body && { body: JSON.stringify(body) }) });
  };
  await send("POST", "/admin/projects", { id: "delta", name: "Delta" });
  expect((await send("POST", "/admin/projects/delta/brief")).status).toBe(409);
  await send("PATCH", "/admin/projects/delta", { notify: { slack_url: SLACK } });
  expect((await send("POST", "/admin/projects/delta/brief")).status).toBe(200);
  expect(posted).toHaveLength(1);
});

test("the clock sends a brief on Monday morning, once", async () => {
  await createRig();
  const full = { ...env, ...bindings } as unknown as Env;
  for (const at of [MONDAY_8 - 60_000, MONDAY_8, MONDAY_8 + 1_800_000]) {
    vi.useFakeTimers({ toFake: ["Date"], now: at });
    await worker.scheduled({} as ScheduledController, full);
  }
  expect(posted).toHaveLength(1);
  expect(mailed).toHaveLength(1);
});

test("the clock looks for what is worth an alert, each morning and by every project's own clock", async () => {
  await createRig();
  const full = { ...env, ...bindings } as unknown as Env;
  for (const [at, judged] of [
    [MONDAY_8 + 2 * 86_400_000 - 60_000, null],
    [MONDAY_8 + 2 * 86_400_000, { judged: "2026-11-25", told: {} }],
  ] as const) {
    vi.useFakeTimers({ toFake: ["Date"], now: at });
    await worker.scheduled({} as ScheduledController, full);
    expect(await env.DIRECTORY.get("alert/alpha", "json")).toEqual(judged);
  }
  expect(await env.DIRECTORY.get("alert/beta")).toBeNull(); // names nobody
  expect(posted).toEqual([]);
});

test("the clock sends nothing that would lead nowhere", async () => {
  await createRig();
  const full = { ...env, ...bindings, PUBLIC_URL: "" } as unknown as Env;
  const said = vi.spyOn(console, "error").mockImplementation(() => {});
  vi.useFakeTimers({ toFake: ["Date"], now: MONDAY_8 });
  await worker.scheduled({} as ScheduledController, full);
  expect([posted, mailed]).toEqual([[], []]);
  expect(said.mock.calls.flat().join()).toContain("a brief needs PUBLIC_URL");
  said.mockRestore();
});

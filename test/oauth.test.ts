import {
  Client as ModernClient,
  StreamableHTTPClientTransport as ModernTransport,
} from "@modelcontextprotocol/client";
import { Client as OlderClient } from "@modelcontextprotocol/sdk/client/index.js";
import { StreamableHTTPClientTransport as OlderTransport } from "@modelcontextprotocol/sdk/client/streamableHttp.js";
import { afterAll, beforeAll, beforeEach, describe, expect, test } from "vitest";
import { DEMO_KEYS } from "../local/seed.ts";
import type { Stack } from "../local/stack.ts";
import { type AppMemory, CALLBACK, createApp, STATE } from "./oauth-app.ts";
import { signIn } from "./oauth-browser.ts";
import { startTestStack } from "./stack.ts";

const PROJECTS = [
  { id: "alpha", name: "Alpha" },
  { id: "beta", name: "Beta" },
];

/** What the tests need of a connected client. */
interface Connection {
  /** Everything that a tool says. */
  call(tool: string): Promise<string>;
  close(): Promise<void>;
}

/** One SDK: `connect` works once the app has tokens, `finish` takes the address the browser ended at. */
interface Sdk {
  connect(url: string, app: AppMemory | { key: string }): Promise<Connection>;
  finish(url: string, app: AppMemory, callback: URL): Promise<void>;
}

const toHeaders = (key: string) => ({ requestInit: { headers: { Authorization: `Bearer ${key}` } } });

function createModern(mode: "legacy" | { pin: "2026-07-28" }): Sdk {
  return {
    async connect(url, app) {
      const client = new ModernClient({ name: "test", version: "1" }, { versionNegotiation: { mode } });
      const options = "key" in app ? toHeaders(app.key) : { authProvider: createApp(app) };
      await client.connect(new ModernTransport(new URL(url), options));
      expect(client.getProtocolEra()).toBe(mode === "legacy" ? "legacy" : "modern");
      return {
        call: async (name) => JSON.stringify(await client.callTool({ name, arguments: {} })),
        close: () => client.close(),
      };
    },
    finish: (url, app, callback) =>
      new ModernTransport(new URL(url), { authProvider: createApp(app) }).finishAuth(callback.searchParams),
  };
}

const OLDER: Sdk = {
  async connect(url, app) {
    const client = new OlderClient({ name: "test", version: "1" });
    const options = "key" in app ? toHeaders(app.key) : { authProvider: createApp(app) };
    await client.connect(new OlderTransport(new URL(url), options) as never);
    return {
      call: async (name) => JSON.stringify(await client.callTool({ name, arguments: {} })),
      close: () => client.close(),
    };
  },
  finish: (url, app, callback) =>
    new OlderTransport(new URL(url), { authProvider: createApp(app) }).finishAuth(
      callback.searchParams.get("code") ?? "",
    ),
};

const SDKS: [string, Sdk][] = [
  ["the second SDK, newer protocol", createModern({ pin: "2026-07-28" })],
  ["the second SDK, older protocol", createModern("legacy")],
  ["the first SDK", OLDER],
];

let stack: Stack;
let mcp: string;
beforeAll(async () => {
  stack = await startTestStack({ projects: PROJECTS });
  mcp = `${stack.url}/mcp`;
}, 120_000);
afterAll(() => stack.close());

async function createKey(projects: "all" | string[]): Promise<string> {
  const response = await fetch(`${stack.url}/admin/keys`, {
    method: "POST",
    headers: { Authorization: `Bearer ${DEMO_KEYS.admin}` },
    body: JSON.stringify({ role: "marketing", projects, label: "test" }),
  });
  expect(response.status).toBe(201);
  return ((await response.json()) as { key: string }).key;
}

describe.each(SDKS)("an app on %s", (_name, sdk) => {
  let app: AppMemory;
  beforeEach(() => {
    app = {};
  });

  /** The app finds out by itself that and where somebody has to sign in, and registers. */
  async function beSentAway(): Promise<URL> {
    await expect(sdk.connect(mcp, app)).rejects.toThrow(/unauthorized/i);
    expect(app.client?.client_id).toMatch(/./);
    return app.sentTo ?? new URL("about:blank");
  }

  async function connect(key: string): Promise<Connection> {
    const callback = await signIn(await beSentAway(), key);
    expect(callback.href.startsWith(CALLBACK)).toBe(true);
    expect(callback.searchParams.get("state")).toBe(STATE);
    expect(callback.searchParams.get("iss")).toBe(stack.url);
    await sdk.finish(mcp, app, callback);
    return sdk.connect(mcp, app);
  }

  test("is let in by a marketer's key, sees what that key sees, and nothing after it was revoked", async () => {
    const connection = await connect(await createKey(["alpha"]));
    const said = await connection.call("describe_data");
    expect(said).toContain("alpha");
    expect(said).not.toMatch(/beta/i);
    expect(await connection.call("get_lead_summary")).toContain("structuredContent");
    expect(app.tokens?.scope?.split(" ")).toContain("leads:read");

    const first = { ...app.tokens };
    if (app.tokens) app.tokens = { ...app.tokens, access_token: `${first.access_token}x` };
    expect(await connection.call("describe_data")).toBe(said);
    expect(app.tokens?.access_token).not.toContain(first.access_token);
    expect(app.tokens?.refresh_token).not.toBe(first.refresh_token);

    const fields = { token: app.tokens?.refresh_token ?? "", client_id: app.client?.client_id ?? "" };
    const revoked = await fetch(`${stack.url}/oauth/token`, {
      method: "POST",
      body: new URLSearchParams(fields),
    });
    expect(revoked.status).toBe(200);
    const sentTo = app.sentTo;
    await expect(connection.call("describe_data")).rejects.toThrow(/unauthorized/i);
    expect(app.sentTo).not.toBe(sentTo);
    expect(app.sentTo?.pathname).toBe("/authorize");
    await connection.close();
  });

  test("that is denied gets nothing", async () => {
    const callback = await signIn(await beSentAway(), DEMO_KEYS.marketing, "deny");
    expect(callback.searchParams.get("error")).toBe("access_denied");
    await expect(sdk.finish(mcp, app, callback)).rejects.toThrow();
    expect(app.tokens).toBeUndefined();
  });

  test.each(["/mcp", "/k/mcp"])("may bring a key to %s instead", async (path) => {
    const connection = await sdk.connect(`${stack.url}${path}`, { key: DEMO_KEYS.marketing });
    expect(await connection.call("describe_data")).toMatch(/alpha.*beta/s);
    await connection.close();
  });
});

test("a key is refused at the sign-in when it was revoked", async () => {
  const key = await createKey("all");
  const headers = { Authorization: `Bearer ${DEMO_KEYS.admin}` };
  const { keys } = (await (await fetch(`${stack.url}/admin/keys`, { headers })).json()) as {
    keys: { id: string; role: string }[];
  };
  expect(keys.map(({ id }) => id)).toEqual(expect.arrayContaining(["local-admin", key.slice(4, 12)]));
  const path = `${stack.url}/admin/keys/${key.slice(4, 12)}`;
  expect((await fetch(path, { method: "DELETE", headers })).status).toBe(204);
  const app: AppMemory = {};
  await expect(OLDER.connect(mcp, app)).rejects.toThrow(/unauthorized/i);
  await expect(signIn(app.sentTo ?? new URL("about:blank"), key)).rejects.toThrow(/403|no form/);
});

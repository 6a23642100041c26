import { env } from "cloudflare:workers";
import { afterEach, beforeEach, describe, expect, test, vi } from "vitest";
import { toKeyHash } from "../../src/access/key.ts";
import { type App, createOAuthRig, dropKey, KEYS, type OAuthRig, putKey, readAnswer } from "./oauth-rig.ts";

afterEach(() => {
  vi.restoreAllMocks();
  vi.unstubAllGlobals();
});

let rig: OAuthRig;
beforeEach(async () => {
  rig = await createOAuthRig();
});

describe("a token", () => {
  let app: App;
  beforeEach(async () => {
    app = await rig.register();
  });

  test("is its key: same answer, same projects, same limit", async () => {
    const counted: string[] = [];
    const limiter = { limit: async ({ key }: { key: string }) => ({ success: counted.push(key) > 0 }) };
    rig = await createOAuthRig({ READER_LIMIT: limiter });
    const { access_token } = await rig.connect(app, "lsk_alpha");
    const answers = [];
    for (const bearer of ["lsk_alpha", access_token]) {
      const response = await rig.call(bearer, "/mcp", "get_lead_stats");
      answers.push([response.status, await response.text()]);
    }
    expect(answers[1]).toEqual(answers[0]);
    expect(counted).toEqual(["alpha", "alpha"]);
    expect(rig.statements.length).toBeGreaterThan(1);
    for (const sql of rig.statements) expect(sql).toContain("index1 IN ('alpha')");
  });

  test("over the limit is a 429 that says when to come back", async () => {
    const { access_token } = await rig.connect(app, "lsk_alpha");
    rig = await createOAuthRig({ READER_LIMIT: { limit: async () => ({ success: false }) } });
    for (const bearer of ["lsk_alpha", access_token]) {
      const response = await rig.call(bearer);
      expect([response.status, response.headers.get("Retry-After")]).toEqual([429, "60"]);
      expect(response.headers.get("RateLimit-Policy")).toBe('"default";q=120;w=60');
    }
  });

  test("opens /mcp and nothing else", async () => {
    const { access_token } = await rig.connect(app, "lsk_admin");
    const headers = { Authorization: `Bearer ${access_token}` };
    for (const path of ["/analytics/lead-stats", "/admin/keys"])
      expect((await rig.fetch(path, { headers })).status).toBe(401);
    expect((await rig.call(access_token, "/k/mcp")).status).toBe(401);
  });

  test.each([
    ["openid email", "leads:read"],
    ["", "leads:read"],
    ["leads:read offline_access admin", "leads:read offline_access"],
  ])("asked for with the scope %j has %j", async (asked, scope) => {
    expect(await rig.connect(app, "lsk_alpha", { scope: asked })).toMatchObject({ scope });
  });

  test("narrowed below leads:read is told which scope it needs", async () => {
    const { refresh_token } = await rig.connect(app, "lsk_alpha", { scope: "leads:read offline_access" });
    const { body } = await readAnswer(await rig.refresh(app, refresh_token, { scope: "offline_access" }));
    const narrowed = body as { access_token: string; scope: string };
    expect(narrowed.scope).toBe("offline_access");
    const response = await rig.call(narrowed.access_token);
    expect(response.status).toBe(403);
    expect(response.headers.get("WWW-Authenticate")).toMatch(
      /error="insufficient_scope", scope="leads:read"/,
    );
  });

  test("lasts an hour, and a refresh brings the next", async () => {
    const first = await rig.connect(app, "lsk_alpha");
    rig.advance(3599);
    expect((await rig.call(first.access_token)).status).toBe(200);
    rig.advance(2);
    expect((await rig.call(first.access_token)).status).toBe(401);
    const { body } = await readAnswer(await rig.refresh(app, first.refresh_token));
    expect((await rig.call((body as typeof first).access_token)).status).toBe(200);
  });

  test("is refreshed with a token that is replaced once its successor was used", async () => {
    const first = await rig.connect(app, "lsk_alpha");
    const second = (await readAnswer(await rig.refresh(app, first.refresh_token))).body as typeof first;
    expect(second.refresh_token).not.toBe(first.refresh_token);
    // An answer may be lost: until the new one is used, the old one still works.
    const third = (await readAnswer(await rig.refresh(app, first.refresh_token))).body as typeof first;
    expect((await rig.refresh(app, third.refresh_token)).status).toBe(200);
    expect(await readAnswer(await rig.refresh(app, first.refresh_token))).toMatchObject({
      status: 400,
      body: { error: "invalid_grant" },
    });
  });

  test.each(["access_token", "refresh_token"] as const)("is dead when its %s is revoked", async (kind) => {
    const tokens = await rig.connect(app, "lsk_alpha");
    const other = await rig.register();
    await rig.requestToken({ client_id: other.client_id, token: tokens[kind] });
    expect((await rig.call(tokens.access_token)).status).toBe(200);
    expect((await rig.requestToken({ client_id: app.client_id, token: tokens[kind] })).status).toBe(200);
    expect((await rig.call(tokens.access_token)).status).toBe(401);
    const isWhole = kind === "refresh_token";
    expect((await rig.refresh(app, tokens.refresh_token)).status).toBe(isWhole ? 400 : 200);
  });

  test("is only given for a code with its verifier, once", async () => {
    const decided = await rig.decide(await rig.signIn(await rig.toAuthorizePath(app), "lsk_alpha"), "allow");
    const code = new URL(decided.headers.get("Location") ?? "").searchParams.get("code") ?? "";
    const fields = { grant_type: "authorization_code", client_id: app.client_id, code };
    const exchange = (further: Record<string, string>) => rig.requestToken({ ...fields, ...further });
    expect((await exchange({})).status).toBe(400);
    expect((await exchange({ code_verifier: rig.verifier.toUpperCase() })).status).toBe(400);
    const given = await readAnswer(await exchange({ code_verifier: rig.verifier }));
    const { access_token } = given.body as { access_token: string };
    expect((await rig.call(access_token)).status).toBe(200);
    // Who replays a code may have stolen it: what it gave is taken back.
    expect((await exchange({ code_verifier: rig.verifier })).status).toBe(400);
    expect((await rig.call(access_token)).status).toBe(401);
  });
});

describe("a key's end", () => {
  const RECORD = { ...KEYS.lsk_alpha, id: "leaver" };
  let app: App;
  beforeEach(async () => {
    app = await rig.register();
    await putKey("lsk_leaver", RECORD);
  });

  test.each([
    ["revoked", () => dropKey("lsk_leaver")],
    ["expired", () => putKey("lsk_leaver", { ...RECORD, expires_at: new Date().toISOString() })],
  ])("is its tokens' end: %s", async (_how, end) => {
    const { access_token, refresh_token } = await rig.connect(app, "lsk_leaver");
    await end();
    rig.advance(25);
    expect((await rig.call(access_token)).status).toBe(401);
    expect(await readAnswer(await rig.refresh(app, refresh_token))).toMatchObject({
      status: 400,
      body: { error: "invalid_grant" },
    });
    // The refused refresh took the grant away: a new key with the same name does not bring it back.
    await putKey("lsk_leaver", RECORD);
    rig.advance(25);
    expect((await rig.refresh(app, refresh_token)).status).toBe(400);
  });

  test("or new limits reach its tokens within half a minute", async () => {
    const { access_token } = await rig.connect(app, "lsk_leaver");
    await putKey("lsk_leaver", { ...RECORD, projects: ["beta"] });
    rig.advance(25);
    await rig.call(access_token, "/mcp", "get_lead_stats");
    expect(rig.statements.at(-1)).toContain("index1 IN ('beta')");
    await putKey("lsk_leaver", { ...RECORD, role: "ingest" });
    rig.advance(25);
    expect(await readAnswer(await rig.call(access_token))).toMatchObject({
      status: 403,
      body: { code: "forbidden" },
    });
  });

  test("cannot be told when the directory does not answer", async () => {
    const broken = { get: () => Promise.reject(new Error("KV GET failed: 500")) };
    const { access_token } = await rig.connect(app, "lsk_leaver");
    rig = await createOAuthRig({ DIRECTORY: broken as unknown as KVNamespace });
    for (const bearer of ["lsk_leaver", access_token]) {
      const response = await rig.call(bearer);
      expect([response.status, response.headers.get("Retry-After")]).toEqual([503, "10"]);
    }
  });
});
test.each([
  [{ grant_type: "authorization_code", client_id: "x".repeat(600), code: "a:b:c" }, "invalid_client"],
  [{ grant_type: "authorization_code", client_id: "ü".repeat(300), code: "a:b:c" }, "invalid_client"],
  [{ grant_type: "refresh_token", client_id: "", refresh_token: "a:b:c" }, "invalid_client"],
  [{ grant_type: "password" }, "invalid_client"],
])("a token request that makes no sense is refused: %o", async (fields, error) => {
  expect((await readAnswer(await rig.requestToken(fields))).body).toMatchObject({ error });
});

test("a code or refresh token that makes no sense is refused", async () => {
  const { client_id } = await rig.register();
  for (const text of ["nonsense", "a:b:c", `${"a".repeat(600)}:b:c`]) {
    const fields = { client_id, code: text, refresh_token: text, code_verifier: rig.verifier };
    for (const grant_type of ["authorization_code", "refresh_token"])
      expect(await readAnswer(await rig.requestToken({ ...fields, grant_type }))).toMatchObject({
        status: 400,
        body: { error: "invalid_grant" },
      });
  }
});

test("the log says why a token was refused, and nothing that was sent", async () => {
  const app = await rig.register();
  const logged = vi.spyOn(console, "error").mockImplementation(() => {});
  await rig.refresh(app, "a:b:c");
  expect(logged.mock.calls.map(([line]) => JSON.parse(String(line)))).toEqual([
    {
      event: "oauth_refused",
      code: "invalid_grant",
      category: "refresh-token-grant",
      reason: "grant_not_found",
    },
  ]);
});

test("nothing stored for OAuth holds a key or the name of its record", async () => {
  const { access_token } = await rig.connect(await rig.register(), "lsk_alpha");
  await rig.signIn(await rig.toAuthorizePath(await rig.register()), "lsk_alpha");
  const { keys } = await env.OAUTH_KV.list();
  const dump = await Promise.all(keys.map(async (key) => [key, await env.OAUTH_KV.get(key.name)]));
  expect(keys.length).toBeGreaterThan(4);
  for (const secret of ["lsk_alpha", await toKeyHash("lsk_alpha"), access_token])
    expect(JSON.stringify(dump)).not.toContain(secret);
});

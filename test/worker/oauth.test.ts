import { env } from "cloudflare:workers";
import { afterEach, beforeEach, describe, expect, test, vi } from "vitest";
import { toKeyHash } from "../../src/access/key.ts";
import { purgeOAuth } from "../../src/access/oauth-purge.ts";
import { type App, createOAuthRig, dropKey, KEYS, type OAuthRig, ORIGIN, putKey } from "./oauth-rig.ts";

let rig: OAuthRig;
beforeEach(async () => {
  rig = await createOAuthRig();
});
afterEach(() => {
  vi.restoreAllMocks();
  vi.unstubAllGlobals();
});

const read = async (response: Response) => ({ status: response.status, body: await response.json() });

describe("an app that knows only the address", () => {
  test("is told where to sign in, in a way that browsers may read", async () => {
    const response = await rig.call("");
    expect(response.headers.get("WWW-Authenticate")).toMatchInlineSnapshot(
      `"Bearer realm="OAuth", resource_metadata="https://leads.test/.well-known/oauth-protected-resource/mcp", scope="leads:read""`,
    );
    expect(response.headers.get("Access-Control-Allow-Origin")).toBe("*");
    expect(response.headers.get("Access-Control-Expose-Headers")).toContain("WWW-Authenticate");
    expect(await read(response)).toMatchObject({ status: 401, body: { code: "unauthorized" } });
  });

  test.each(["lsk_nobody", "a:b:c", "nonsense"])("is told that %j is not valid", async (bearer) => {
    const response = await rig.call(bearer);
    expect(response.status).toBe(401);
    expect(response.headers.get("WWW-Authenticate")).toMatch(/resource_metadata=.*error="invalid_token"/);
  });

  test("finds what is protected", async () => {
    const response = await rig.fetch("/.well-known/oauth-protected-resource/mcp", {
      headers: { Origin: "https://app.example.com" },
    });
    expect(response.headers.get("Access-Control-Allow-Origin")).toBe("https://app.example.com");
    expect(await response.json()).toMatchInlineSnapshot(`
      {
        "authorization_servers": [
          "https://leads.test",
        ],
        "bearer_methods_supported": [
          "header",
        ],
        "resource": "https://leads.test/mcp",
        "resource_name": "Lead statistics",
        "scopes_supported": [
          "leads:read",
        ],
      }
    `);
  });

  test("finds how to sign in", async () => {
    const response = await rig.fetch("/.well-known/oauth-authorization-server");
    expect(await response.json()).toEqual({
      issuer: ORIGIN,
      authorization_endpoint: `${ORIGIN}/authorize`,
      token_endpoint: `${ORIGIN}/oauth/token`,
      revocation_endpoint: `${ORIGIN}/oauth/token`,
      registration_endpoint: `${ORIGIN}/oauth/register`,
      protected_resources: [`${ORIGIN}/mcp`],
      scopes_supported: ["leads:read", "offline_access"],
      response_types_supported: ["code"],
      response_modes_supported: ["query"],
      grant_types_supported: ["authorization_code", "refresh_token"],
      code_challenge_methods_supported: ["S256"],
      authorization_response_iss_parameter_supported: true,
      client_id_metadata_document_supported: true,
      token_endpoint_auth_methods_supported: [
        "client_secret_basic",
        "client_secret_post",
        "none",
        "private_key_jwt",
      ],
      token_endpoint_auth_signing_alg_values_supported: ["RS256", "ES256"],
    });
  });

  test.each([
    "/.well-known/oauth-protected-resource",
    "/.well-known/oauth-protected-resource/k/mcp",
    "/.well-known/oauth-authorization-server/mcp",
    "/.well-known/openid-configuration",
    "/.well-known/anything",
  ])("finds nothing at %s", async (path) => {
    expect((await rig.fetch(path)).status).toBe(404);
  });
});

describe("each origin is an issuer of its own", () => {
  const METADATA = "/.well-known/oauth-authorization-server";

  test("and a token of one is nothing at the other", async () => {
    rig = await createOAuthRig({ ALLOWED_HOSTNAMES: "leads.example.com,localhost" });
    for (const origin of [ORIGIN, "https://leads.example.com", "http://localhost:8787"]) {
      const { body } = await read(await rig.fetch(`${origin}${METADATA}`));
      expect(body).toMatchObject({ issuer: origin, protected_resources: [`${origin}/mcp`] });
    }
    const { access_token } = await rig.connect(await rig.register(), "lsk_alpha");
    expect((await rig.call(access_token)).status).toBe(200);
    expect((await rig.call(access_token, "https://leads.example.com/mcp")).status).toBe(401);
    expect((await rig.call("lsk_alpha", "https://leads.example.com/mcp")).status).toBe(200);
  });

  test.each(["https://evil.example", "http://leads.test"])(
    "but not %s: it takes keys at most",
    async (origin) => {
      expect((await rig.fetch(`${origin}${METADATA}`)).status).toBe(404);
      expect((await rig.fetch(`${origin}/authorize`)).status).toBe(404);
      const refused = await rig.call("", `${origin}/mcp`);
      expect([refused.status, refused.headers.get("WWW-Authenticate")]).toEqual([
        401,
        'Bearer realm="lead-stats"',
      ]);
      expect((await rig.call("lsk_alpha", `${origin}/mcp`)).status).toBe(
        origin.startsWith("https") ? 403 : 200,
      );
    },
  );
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
    const { body } = await read(await rig.refresh(app, refresh_token, { scope: "offline_access" }));
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
    const { body } = await read(await rig.refresh(app, first.refresh_token));
    expect((await rig.call((body as typeof first).access_token)).status).toBe(200);
  });

  test("is refreshed with a token that is replaced once its successor was used", async () => {
    const first = await rig.connect(app, "lsk_alpha");
    const second = (await read(await rig.refresh(app, first.refresh_token))).body as typeof first;
    expect(second.refresh_token).not.toBe(first.refresh_token);
    // An answer may be lost: until the new one is used, the old one still works.
    const third = (await read(await rig.refresh(app, first.refresh_token))).body as typeof first;
    expect((await rig.refresh(app, third.refresh_token)).status).toBe(200);
    expect(await read(await rig.refresh(app, first.refresh_token))).toMatchObject({
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
    const given = await read(await exchange({ code_verifier: rig.verifier }));
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
    expect(await read(await rig.refresh(app, refresh_token))).toMatchObject({
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
    expect(await read(await rig.call(access_token))).toMatchObject({
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

describe("the address for keys alone", () => {
  test("answers a key like /mcp does", async () => {
    const answers = await Promise.all(["/mcp", "/k/mcp"].map((path) => rig.call("lsk_reader", path)));
    const [first, second] = await Promise.all(answers.map((answer) => answer.text()));
    expect(answers.map(({ status }) => status)).toEqual([200, 200]);
    expect(second).toBe(first);
  });

  test("refuses without a word of OAuth", async () => {
    const response = await rig.call("", "/k/mcp");
    expect(response.status).toBe(401);
    expect(response.headers.get("WWW-Authenticate")).toBe('Bearer realm="lead-stats"');
    expect(response.headers.get("Access-Control-Expose-Headers")).toContain("WWW-Authenticate");
  });
});

describe("registration", () => {
  const send = (metadata: object) =>
    rig.fetch("/oauth/register", {
      method: "POST",
      headers: { "Content-Type": "application/json" },
      body: JSON.stringify(metadata),
    });

  test.each([
    ["javascript:alert(1)", 400],
    ["http://app.example.com/callback", 400],
    ["https://app.example.com/callback#part", 400],
    ["http://127.0.0.1:7000/callback", 201],
    ["https://claude.ai/api/mcp/auth_callback", 201],
  ])("with the address %s is a %i", async (uri, status) => {
    expect((await send({ redirect_uris: [uri], token_endpoint_auth_method: "none" })).status).toBe(status);
  });

  test("of more than an app has to say is refused", async () => {
    const names = { redirect_uris: ["https://app.example.com/"], client_name: "x".repeat(20_000) };
    expect((await send(names)).status).toBe(413);
  });

  test("is limited per address", async () => {
    const metadata = { redirect_uris: ["https://app.example.com/"] };
    const answers = await Promise.all(Array.from({ length: 21 }, () => send(metadata)));
    expect(answers.filter(({ status }) => status === 201)).toHaveLength(20);
    expect(answers.find(({ status }) => status === 429)?.headers.get("Retry-After")).toBe("60");
  });
});

test("what an app left behind when its registration ended is cleared away, a few records a run", async () => {
  const app = await rig.register();
  const tokens = [];
  for (const key of ["lsk_alpha", "lsk_reader", "lsk_admin"]) tokens.push(await rig.connect(app, key));
  const kept = await rig.connect(await rig.register(), "lsk_alpha");
  await env.OAUTH_KV.delete(`client:${app.client_id}`);
  let runs = 0;
  do {
    await purgeOAuth(env);
    runs++;
  } while ((await env.OAUTH_KV.get("purge-cursor")) !== null);
  const records = (await env.OAUTH_KV.list({ prefix: "grant:" })).keys.length;
  expect(runs).toBeGreaterThanOrEqual(Math.ceil(records / 20));
  for (const { access_token } of tokens) expect((await rig.call(access_token)).status).toBe(401);
  expect((await rig.call(kept.access_token)).status).toBe(200);
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

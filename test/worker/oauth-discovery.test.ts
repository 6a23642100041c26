import { afterEach, beforeEach, describe, expect, test, vi } from "vitest";
import { createOAuthRig, type OAuthRig, ORIGIN, readAnswer } from "./oauth-rig.ts";

afterEach(() => {
  vi.restoreAllMocks();
  vi.unstubAllGlobals();
});

let rig: OAuthRig;
beforeEach(async () => {
  rig = await createOAuthRig();
});

describe("an app that knows only the address", () => {
  test("is told where to sign in, in a way that browsers may read", async () => {
    const response = await rig.call("");
    expect(response.headers.get("WWW-Authenticate")).toMatchInlineSnapshot(
      `"Bearer realm="OAuth", resource_metadata="https://leads.test/.well-known/oauth-protected-resource/mcp", scope="leads:read""`,
    );
    expect(response.headers.get("Access-Control-Allow-Origin")).toBe("*");
    expect(response.headers.get("Access-Control-Expose-Headers")).toContain("WWW-Authenticate");
    expect(await readAnswer(response)).toMatchObject({ status: 401, body: { code: "unauthorized" } });
  });

  test.each(["lsk_nobody", "a:b:c", "nonsense", `${"a".repeat(600)}:b:c`])(
    "is told that %j is not valid",
    async (bearer) => {
      const response = await rig.call(bearer);
      expect(response.status).toBe(401);
      expect(response.headers.get("WWW-Authenticate")).toMatch(/resource_metadata=.*error="invalid_token"/);
    },
  );

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
      const { body } = await readAnswer(await rig.fetch(`${origin}${METADATA}`));
      expect(body).toMatchObject({ issuer: origin, protected_resources: [`${origin}/mcp`] });
    }
    const { access_token } = await rig.connect(await rig.register(), "lsk_alpha");
    expect((await rig.call(access_token)).status).toBe(200);
    expect((await rig.call(access_token, "https://leads.example.com/mcp")).status).toBe(401);
    expect((await rig.call("lsk_alpha", "https://leads.example.com/mcp")).status).toBe(200);
  });

  test.each([
    ["http://localhost:8787", 200],
    ["http://127.0.0.1:8787", 200],
    ["http://[::1]:8787", 200],
    ["http://127.0.0.1.example.com", 404],
    ["http://leads.example.com", 404],
  ])("without encryption on this machine alone: %s is a %i", async (origin, status) => {
    rig = await createOAuthRig({ ALLOWED_HOSTNAMES: new URL(origin).hostname });
    expect((await rig.fetch(`${origin}${METADATA}`)).status).toBe(status);
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

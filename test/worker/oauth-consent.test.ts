import { env } from "cloudflare:workers";
import { afterEach, beforeEach, describe, expect, test, vi } from "vitest";
import {
  type App,
  createOAuthRig,
  type OAuthRig,
  ORIGIN,
  REDIRECT,
  toLocation,
  toWords,
} from "./oauth-rig.ts";

let rig: OAuthRig;
let app: App;
let path: string;
beforeEach(async () => {
  rig = await createOAuthRig();
  app = await rig.register();
  path = await rig.toAuthorizePath(app);
});
afterEach(() => {
  vi.restoreAllMocks();
  vi.unstubAllGlobals();
});

describe("the sign-in page", () => {
  test("says who asks and where the access goes", async () => {
    expect(toWords(await rig.show(path))).toMatchInlineSnapshot(
      `"“ Test App ” asks to read your lead statistics You are at Lead Stats, which counts the leads of your web sites. Who is asking the app gave this name itself; nobody has checked it Access is sent to app.example.com Your access key Continue Cancel No key? Ask whoever runs Lead Stats for one. The next page shows what would be granted. The app never gets to see your key."`,
    );
  });

  test("runs nothing, is framed by nobody and is not kept", async () => {
    const { headers } = await rig.show(path);
    expect(headers.get("Content-Security-Policy")).toMatch(
      /^default-src 'none'; style-src 'sha256-[\w+/]+='; base-uri 'none'; form-action 'self' https:; frame-ancestors 'none'$/,
    );
    expect(Object.fromEntries(headers)).toMatchObject({
      "x-frame-options": "DENY",
      "cache-control": "no-store",
      "referrer-policy": "same-origin",
      "x-content-type-options": "nosniff",
    });
  });

  test("stores nothing before somebody has signed in", async () => {
    const before = (await env.OAUTH_KV.list()).keys.length;
    const shown = await rig.show(path);
    expect((await rig.signIn(path, "lsk_nobody")).headers.getSetCookie()).toEqual([]);
    expect(shown.headers.getSetCookie()).toEqual([]);
    expect((await env.OAUTH_KV.list()).keys).toHaveLength(before);
  });

  test("shows what an app calls itself as text, shortened and in reading order", async () => {
    const name = `"><img src=x onerror=alert(1)><script>alert(2)</script>\u202eTop & 'Co'${"x".repeat(200)}`;
    const { text } = await rig.show(await rig.toAuthorizePath(await rig.register({ client_name: name })));
    expect(text).not.toMatch(/<img|<script|\u202e|x{80}/);
    expect(text).toContain("<h1>“<bdi>alert(2)Top &#38; ’Co’xxx");
  });

  test.each([
    "Claude” to read nothing? “Trusted",
    'Claude" to read nothing? "Trusted',
    "Claude« to »Trusted",
  ])("keeps the name %s apart from its own sentence", async (client_name) => {
    const asked = await rig.toAuthorizePath(await rig.register({ client_name }));
    for (const { text } of [await rig.show(asked), await rig.signIn(asked, "lsk_reader")]) {
      const [, sentence = ""] = /<h1>(.*)<\/h1>/.exec(text) ?? [];
      expect(sentence.match(/[“”"«»]|&#34;/g)).toEqual(["“", "”"]);
      expect(sentence).toMatch(/“<bdi>[^<]*<\/bdi>”/);
      expect(text).toMatch(/bdi \{ color: /);
    }
  });

  test("warns of an app on the user's own computer", async () => {
    const redirect_uri = "http://127.0.0.1:7000/callback";
    const local = await rig.register({ redirect_uris: [redirect_uri] });
    // RFC 8252 §7.3: such an app may listen on any port.
    const asked = { redirect_uri: "http://127.0.0.1:51000/callback" };
    const shown = await rig.show(await rig.toAuthorizePath(local, asked));
    expect(toWords(shown)).toContain("127.0.0.1 That is a program on your own computer.");
    expect(shown.headers.get("Content-Security-Policy")).toContain("form-action 'self' https: http:;");
  });

  test("comes again with the reason when the key is wrong, and the right one still works", async () => {
    for (const key of ["lsk_nobody", "", "a sentence", "lsk_".padEnd(3000, "x")]) {
      const refused = await rig.signIn(path, key);
      expect(refused.status).toBe(403);
      expect(refused.text).toContain(
        `<p role="alert" id="error">This key is unknown, expired or revoked.</p>`,
      );
      expect(toWords(refused)).toContain("“ Test App ” asks to read your lead statistics");
      if (key !== "") expect(refused.text).not.toContain(key);
    }
    expect(toWords(await rig.signIn(path, " lsk_reader "))).toContain("Allow “ Test App ”");
  });

  test("refuses a key that only sends leads", async () => {
    const refused = await rig.signIn(path, "lsk_sender");
    expect([refused.status, toWords(refused)]).toEqual([
      403,
      expect.stringContaining(
        "A key with the role ingest cannot read statistics; use one with the role admin",
      ),
    ]);
  });

  test("takes only so many keys from one address", async () => {
    for (let i = 0; i < 20; i++) expect((await rig.signIn(path, "lsk_nobody")).status).toBe(403);
    const refused = await rig.signIn(path, "lsk_reader");
    expect([refused.status, refused.headers.get("Retry-After")]).toEqual([429, "60"]);
    expect(toWords(refused)).toContain("Too many attempts");
    const elsewhere = { "CF-Connecting-IP": "203.0.113.200" };
    expect((await rig.signIn(path, "lsk_reader", elsewhere)).status).toBe(200);
  });

  test("leads back to the app when cancelled", async () => {
    const cancelled = await rig.show(path, {
      method: "POST",
      body: new URLSearchParams({ decision: "cancel" }),
    });
    expect(cancelled.status).toBe(302);
    expect(toLocation(cancelled).href).toBe(
      `${REDIRECT}?error=access_denied&state=the+state&iss=${encodeURIComponent(ORIGIN)}`,
    );
  });
});

describe("a request that cannot be right", () => {
  test.each([
    ["an address the app did not register", { redirect_uri: "https://evil.example/callback" }],
    ["an address below a registered one", { redirect_uri: `${REDIRECT}/more` }],
    ["a script for an address", { redirect_uri: "javascript:alert(1)" }],
    ["no address", { redirect_uri: "" }],
    ["an unknown app", { client_id: "nobody" }],
    ["an app with an endless name", { client_id: "x".repeat(600) }],
    ["no app", { client_id: "" }],
  ])("ends here: %s", async (_what, further) => {
    const wrong = await rig.toAuthorizePath(app, further);
    for (const shown of [await rig.show(wrong), await rig.signIn(wrong, "lsk_reader")]) {
      expect([shown.status, shown.headers.get("Location")]).toEqual([400, null]);
      expect(toWords(shown)).toContain("This sign-in cannot go on");
    }
  });

  test.each([
    ["no proof key", { code_challenge: "" }, "invalid_request"],
    ["a plain proof key", { code_challenge_method: "plain" }, "invalid_request"],
    ["another resource", { resource: "https://other.example.com/mcp" }, "invalid_target"],
    ["a token at once", { response_type: "token" }, "unsupported_response_type"],
  ])("is told to the app: %s", async (_what, further, error) => {
    const shown = await rig.show(await rig.toAuthorizePath(app, further));
    const location = toLocation(shown);
    expect([shown.status, location.origin + location.pathname]).toEqual([302, REDIRECT]);
    expect(Object.fromEntries(location.searchParams)).toMatchObject({
      error,
      state: "the state",
      iss: ORIGIN,
    });
  });
});
describe("an app that publishes its description", () => {
  const CLIENT = "https://app.example.com/oauth/client.json";
  const document = {
    client_id: CLIENT,
    client_name: "Published App",
    redirect_uris: [REDIRECT],
    token_endpoint_auth_method: "none",
  };

  test("needs no registration, and its domain is shown", async () => {
    rig = await createOAuthRig({}, { [CLIENT]: Response.json(document) });
    const asked = await rig.toAuthorizePath({ client_id: CLIENT });
    const words = toWords(await rig.show(asked));
    expect(words).toContain("“ Published App ” asks to read");
    expect(words).toContain("Who is asking described by app.example.com");
    const { access_token } = await rig.connect({ client_id: CLIENT }, "lsk_alpha");
    expect((await rig.call(access_token)).status).toBe(200);
  });

  test.each([
    ["is not there", {}],
    ["is another's", { [CLIENT]: Response.json({ ...document, client_id: `${CLIENT}x` }) }],
    ["is no description", { [CLIENT]: new Response("<html>") }],
  ])("is refused when that %s", async (_what, documents) => {
    vi.spyOn(console, "warn").mockImplementation(() => {});
    rig = await createOAuthRig({}, documents);
    const shown = await rig.show(await rig.toAuthorizePath({ client_id: CLIENT }));
    expect([shown.status, toWords(shown)]).toEqual([400, expect.stringContaining("could not be read")]);
  });
});

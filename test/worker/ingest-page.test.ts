import { env } from "cloudflare:workers";
import { beforeEach, describe, expect, test } from "vitest";
import { countRows, resetDatabase } from "./database.ts";
import { createRig, ORIGIN, SITE_KEY, VISITOR } from "./ingest-rig.ts";

type Rig = Awaited<ReturnType<typeof createRig>>;
let rig: Rig;
let token: string;

beforeEach(async () => {
  await resetDatabase();
  rig = await createRig();
  token = await rig.tokens.issue("skyline", rig.now());
  rig.advance(20_000);
});

const json = (fields: object, type = "application/json") => ({
  method: "POST",
  headers: { "content-type": type },
  body: JSON.stringify({ site_key: SITE_KEY, form_token: token, ...fields }),
});
const toBody = (page: string) => /<main>\s*(.*?)\s*<\/main>/s.exec(page)?.[1];
const reasons = async () => {
  const row = await env.DB.prepare("SELECT SuspicionReasons FROM LeadSubmissions").first<{
    SuspicionReasons: string;
  }>();
  return (JSON.parse(row?.SuspicionReasons ?? "[]") as { code: string }[]).map(({ code }) => code);
};

describe("a page", () => {
  test("with its site key and an allowed origin makes a lead, described by its own connection", async () => {
    const answer = await rig.fromPage(
      "/leads",
      json({ email: "jane@example.com", country: "US", city: "Boston" }),
    );
    expect(answer.status).toBe(201);
    expect(answer.headers.get("access-control-allow-origin")).toBe(ORIGIN);
    expect(answer.headers.get("vary")).toContain("Origin");
    expect([
      rig.column("country"),
      rig.column("city"),
      rig.column("device"),
      rig.column("event_type"),
    ]).toEqual([["IN"], ["Pune"], ["mobile"], ["primary"]]);
    expect(await reasons()).toEqual([]);
    const row = await env.DB.prepare("SELECT Credential, Mode, VisitorIp FROM LeadSubmissions").first();
    expect(row).toEqual({ Credential: "site:skyline", Mode: "browser", VisitorIp: "203.0.113.77" });
  });

  test("may send JSON as text/plain, as a beacon does", async () => {
    const answer = await rig.fromPage(
      "/leads",
      json({ email: "jane@example.com" }, "text/plain;charset=UTF-8"),
    );
    expect(answer.status).toBe(201);
  });

  test("may send multipart/form-data, of which files are named and not kept", async () => {
    const form = new FormData();
    for (const [key, value] of Object.entries({
      site_key: SITE_KEY,
      form_token: token,
      email: "jane@example.com",
    }))
      form.append(key, value);
    form.append("cv", new File(["secret"], "cv.pdf"));
    const answer = await rig.fromPage("/leads", { method: "POST", body: form });
    expect(answer.status).toBe(201);
    const row = await env.DB.prepare("SELECT PayloadJson FROM LeadSubmissions").first<{
      PayloadJson: string;
    }>();
    expect(row?.PayloadJson).toContain('"extra":{"cv":"(file not kept) cv.pdf"}');
  });

  test.each([
    ["another origin", { origin: "https://evil.example" }],
    ["an origin that only begins like an allowed one", { origin: `${ORIGIN}.evil.example` }],
    ["the allowed host over http", { origin: "http://www.example.com" }],
    ["the origin null", { origin: "null" }],
    ["no origin", { origin: "" }],
  ])("from %s is refused, and its script may not read why", async (_, headers) => {
    const init = json({ email: "jane@example.com" });
    const answer = await rig.fromPage("/leads", { ...init, headers: { ...init.headers, ...headers } });
    expect(answer.status).toBe(403);
    expect(answer.headers.get("access-control-allow-origin")).toBeNull();
    expect(await countRows("LeadSubmissions")).toBe(0);
  });

  test("with an unknown site key is refused", async () => {
    const answer = await rig.fromPage("/leads", json({ site_key: "lss_nobody", email: "jane@example.com" }));
    expect(answer.status).toBe(401);
    expect(answer.headers.get("access-control-allow-origin")).toBe(ORIGIN);
  });

  test("may not write to another project", async () => {
    const answer = await rig.fromPage("/leads", json({ project: "harbour", email: "jane@example.com" }));
    expect(answer.status).toBe(403);
  });

  test("is told before it sends whether it may", async () => {
    const ask = (origin: string) => rig.fromPage("/leads", { method: "OPTIONS", headers: { origin } });
    const allowed = await ask(ORIGIN);
    expect([allowed.status, Object.fromEntries(allowed.headers)]).toEqual([
      204,
      {
        "access-control-allow-headers": "Content-Type, Idempotency-Key, X-Site-Key",
        "access-control-allow-methods": "POST",
        "access-control-allow-origin": ORIGIN,
        "access-control-max-age": "600",
        vary: "Origin",
      },
    ]);
    expect((await ask("https://evil.example")).headers.get("access-control-allow-origin")).toBeNull();
  });
});

describe("a plain form post", () => {
  const form = (fields: Record<string, string>, headers: Record<string, string> = {}) => ({
    method: "POST",
    headers: {
      accept: "text/html,application/xhtml+xml",
      "sec-fetch-mode": "navigate",
      referer: `${ORIGIN}/contact`,
      ...headers,
    },
    body: new URLSearchParams({
      site_key: SITE_KEY,
      form_token: token,
      email: "jane@example.com",
      ...fields,
    }),
  });
  test.each([
    [
      "its thank-you page",
      { redirect: "https://thanks.example.com/ok?a=1" },
      {},
      "https://thanks.example.com/ok?a=1",
    ],
    ["back without one", {}, {}, `${ORIGIN}/contact`],
    ["back when the page is not on the list", { redirect: "https://evil.example/" }, {}, `${ORIGIN}/contact`],
    [
      "back for a look-alike host",
      { redirect: "https://thanks.example.com.evil.example/" },
      {},
      `${ORIGIN}/contact`,
    ],
    [
      "back for a hidden host",
      { redirect: "https://thanks.example.com@evil.example/" },
      {},
      `${ORIGIN}/contact`,
    ],
    ["back for a path that is a host", { redirect: "//evil.example/" }, {}, `${ORIGIN}/contact`],
    ["a page of its own site", { redirect: "/thanks" }, { referer: `${ORIGIN}/` }, `${ORIGIN}/thanks`],
    ["back for a script", { redirect: "javascript:alert(1)" }, {}, `${ORIGIN}/contact`],
  ])("goes to %s", async (_, fields, headers, location) => {
    const answer = await rig.fromPage("/leads", form(fields, headers));
    expect([answer.status, answer.headers.get("location")]).toEqual([303, location]);
  });
  test.each([
    ["only its origin, as browsers do", { referer: `${ORIGIN}/` }],
    ["no page", { referer: "" }],
    ["a page of another site", { referer: "https://evil.example/" }],
  ])("that says it comes from %s is thanked, with the way back", async (_, headers) => {
    const answer = await rig.fromPage("/leads", form({ redirect: "https://evil.example/" }, headers));
    expect([answer.status, answer.headers.get("location")]).toEqual([201, null]);
    expect(answer.headers.get("content-type")).toBe("text/html; charset=utf-8");
    expect(answer.headers.get("content-security-policy")).toMatch(/^default-src 'none'; style-src 'sha256-/);
    expect(toBody(await answer.text())).toBe(
      `<h1>Thank you</h1><p>Your message has arrived.</p><p><a href="${ORIGIN}">Back to www.example.com</a></p>`,
    );
    expect(await countRows("LeadSubmissions")).toBe(1);
  });
  const EMAIL = "<li>E-mail: must be an e-mail address, e.g. jane@example.com</li>";
  const PHONE = "<li>Phone: must be a phone number of 6 to 18 digits, e.g. +91 98765 43210</li>";
  const NOBODY = ["E-mail", "Phone"]
    .map((name) => `<li>${name}: an e-mail address or a phone number is required</li>`)
    .join("");
  const BROKEN = "<p>This form does not work at the moment. Please get in touch another way.</p>";
  test.each<[string, Record<string, string>, Record<string, string>, number, string]>([
    ["a bad e-mail address", { email: "jane" }, {}, 422, `<ul>${EMAIL}</ul>`],
    ["two things to correct", { email: "jane", phone: "<b>" }, {}, 422, `<ul>${EMAIL}${PHONE}</ul>`],
    ["nobody to reach", { email: "" }, {}, 422, `<ul>${NOBODY}</ul>`],
    ["a wrong site key", { site_key: "lss_nobody" }, {}, 401, BROKEN],
    ["a page that is not on the list", {}, { origin: "https://evil.example" }, 403, BROKEN],
    ["another project", { project: "nope" }, {}, 403, BROKEN],
    ["a body that is too long", { message: "x".repeat(65_536) }, {}, 413, "<p>It is too long.</p>"],
  ])("with %s tells the visitor what to do and no more", async (_, fields, headers, status, words) => {
    const answer = await rig.fromPage("/leads", form(fields, headers));
    expect([answer.status, answer.headers.get("content-type")]).toEqual([status, "text/html; charset=utf-8"]);
    expect(toBody(await answer.text())).toBe(
      `<h1>That was not sent</h1>${words}\n<p>Go back: what you typed is still there.</p>`,
    );
    expect(await countRows("LeadSubmissions")).toBe(0);
  });
  test("that has to wait tells the visitor and the browser how long", async () => {
    rig = await createRig({}, { browserLimit: { limit: async () => ({ success: false }) } });
    const answer = await rig.fromPage("/leads", form({}));
    expect([answer.status, answer.headers.get("retry-after")]).toEqual([429, "60"]);
    expect(toBody(await answer.text())).toContain("Please try again in a minute.");
  });
  test.each([
    ["a script", { "sec-fetch-mode": "cors", accept: "*/*" }],
    ["a server", { authorization: "Bearer lsk_ingest", origin: "" }],
  ])("by %s is refused in JSON", async (_, headers) => {
    const answer = await rig.fromPage("/leads", form({ email: "jane" }, headers));
    expect([answer.status, answer.headers.get("content-type")]).toEqual([422, "application/problem+json"]);
  });
  test("by a script is answered in place", async () => {
    const answer = await rig.fromPage("/leads", form({}, { "sec-fetch-mode": "cors", accept: "*/*" }));
    expect(answer.status).toBe(201);
  });
});

describe("a form token", () => {
  test("is issued to an allowed page", async () => {
    const answer = await rig.fromPage(`/leads/token?site_key=${SITE_KEY}`);
    expect([answer.status, answer.headers.get("cache-control")]).toEqual([200, "no-store"]);
    const body = await answer.json<{ token: string }>();
    expect(await rig.tokens.read(body.token, "skyline", rig.now() + 5000)).toMatchObject({ state: "valid" });
    const refused = await rig.fromPage(`/leads/token?site_key=${SITE_KEY}`, {
      headers: { origin: "https://evil.example" },
    });
    expect(refused.status).toBe(403);
  });
  test("that is missing only adds suspicion", async () => {
    await rig.fromPage("/leads", json({ form_token: "", email: "jane@example.com" }));
    expect([rig.column("event_type"), await reasons()]).toEqual([["primary"], ["token_missing"]]);
  });
  test("used twice only adds suspicion", async () => {
    await rig.fromPage("/leads", json({ email: "jane@example.com" }));
    await rig.fromPage("/leads", json({ email: "john@example.com" }));
    const row = await env.DB.prepare(
      "SELECT SuspicionScore, SuspicionReasons FROM LeadSubmissions WHERE ContactEmail = 'john@example.com'",
    ).first();
    expect(row).toEqual({ SuspicionScore: 25, SuspicionReasons: '[{"code":"token_replayed","points":25}]' });
    expect(rig.points.map((point) => point.doubles[1])).toEqual([0, 25]);
  });
  test("that is forged is a bot's, and its address is blocked", async () => {
    const forged = `${token.slice(0, -2)}${token.at(-2) === "a" ? "b" : "a"}${token.at(-1)}`;
    await rig.fromPage("/leads", json({ form_token: forged, email: "jane@example.com" }));
    await rig.fromPage("/leads", json({ email: "john@example.com" }));
    expect(rig.column("reason")).toEqual(["token_forged", "ip_blocked"]);
    expect(await countRows("BlockedIPs", "Reason = 'token_forged'")).toBe(1);
  });
  test("that is somebody else's hidden field of that name costs no lead and blocks nobody", async () => {
    await rig.fromPage("/leads", json({ form_token: "kq3Zq0Zt9bYw1xH2", email: "jane@example.com" }));
    expect([rig.column("reason"), await reasons()]).toEqual([["new_identity"], ["token_missing"]]);
    expect(await countRows("BlockedIPs")).toBe(0);
  });
  test("of another project is forged", async () => {
    token = await rig.tokens.issue("harbour", rig.now() - 9000);
    await rig.fromPage("/leads", json({ email: "jane@example.com" }));
    expect(rig.column("reason")).toEqual(["token_forged"]);
  });
  test("is not looked at when the submission is a repetition", async () => {
    await rig.fromPage("/leads", json({ email: "jane@example.com" }));
    const again = await rig.fromPage("/leads", json({ form_token: "forged", email: "jane@example.com" }));
    expect(again.status).toBe(201);
    expect(rig.column("event_type")).toEqual(["primary"]);
    expect(await countRows("BlockedIPs")).toBe(0);
  });
});

describe("Turnstile", () => {
  test.each([
    ["failed", "bot", "turnstile_failed"],
    ["unavailable", "primary", "new_identity"],
    ["refused_unavailable", "bot", "turnstile_unavailable"],
    ["passed", "primary", "new_identity"],
  ] as const)("that says %s makes a %s", async (state, type, reason) => {
    const asked: unknown[] = [];
    rig = await createRig({
      turnstile: async (...args) => {
        asked.push(args.slice(0, 2));
        return state;
      },
    });
    await rig.fromPage("/leads", json({ email: "jane@example.com", "cf-turnstile-response": "tt" }));
    expect([rig.column("event_type"), rig.column("reason"), asked]).toEqual([
      [type],
      [reason],
      [["tt", "203.0.113.77"]],
    ]);
  });
  test("is not asked about a server's leads", async () => {
    rig = await createRig({ turnstile: async () => "failed" });
    await rig.post({ project: "skyline", email: "jane@example.com" });
    expect(rig.column("event_type")).toEqual(["primary"]);
  });
});

describe("a visitor", () => {
  test("that says it is a crawler is a bot", async () => {
    const init = json({ email: "jane@example.com" });
    const headers = { ...init.headers, "user-agent": "Mozilla/5.0 (compatible; Googlebot/2.1)" };
    await rig.fromPage("/leads", { ...init, headers });
    expect([rig.column("event_type"), rig.column("reason")]).toEqual([["bot"], ["known_bot"]]);
    expect(await countRows("BlockedIPs")).toBe(0);
  });
  test("behind Tor is suspicious, not a bot", async () => {
    await rig.fromPage("/leads", {
      ...json({ email: "jane@example.com" }),
      cf: { ...VISITOR, country: "T1" },
    });
    expect([rig.column("event_type"), rig.column("country")]).toEqual([["primary"], [""]]);
    expect(
      await env.DB.prepare("SELECT SuspicionScore, VpnScore, VpnSuspected FROM LeadSubmissions").first(),
    ).toEqual({
      SuspicionScore: 40,
      VpnScore: 100,
      VpnSuspected: 1,
    });
  });
  test("that sends many leads in a short time grows suspicious", async () => {
    for (let i = 0; i < 7; i++)
      await rig.fromPage("/leads", json({ form_token: "", email: `p${i}@example.com` }));
    expect(rig.points.map((point) => point.doubles[1])).toEqual([10, 10, 10, 10, 10, 30, 30]);
  });
  test("that sends the message of others grows suspicious", async () => {
    const message = "Cheap backlinks for your site, write to us today!";
    for (let i = 0; i < 4; i++)
      await rig.fromPage("/leads", {
        ...json({ form_token: "", email: `p${i}@example.com`, message: `${message} ${i}` }),
      });
    expect(rig.points.map((point) => point.doubles[1])).toEqual([10, 10, 35, 35]);
  });
});

test.each(["IST", "PST", "Mars/Base"])("a zone that nobody can use, %s, costs no lead", async (timezone) => {
  const answer = await rig.fromPage("/leads", json({ email: "jane@example.com", timezone }));
  expect([answer.status, rig.column("event_type")]).toEqual([201, ["primary"]]);
});

describe("a Google Ads lead", () => {
  const LEAD = {
    lead_id: "lead-1",
    user_column_data: [
      { column_name: "Full Name", string_value: "Jane Doe", column_id: "FULL_NAME" },
      { column_name: "Email", string_value: "jane@example.com", column_id: "EMAIL" },
      { column_name: "Which flat?", string_value: "3 rooms", column_id: "what_size_of_flat" },
    ],
    api_version: "1.0",
    google_key: "lsk_ingest",
    gcl_id: "abc",
    is_test: false,
    lead_submit_time: "2026-11-20T09:00:00Z",
  };
  const send = (body: string) =>
    rig.app.request("/leads/google-ads/skyline", {
      method: "POST",
      headers: { "content-type": "application/json" },
      body,
    });

  test("is taken in and answered as Google documents", async () => {
    const text = JSON.stringify(LEAD).replace(/}$/, ',"form_id":99999999999999999,"campaign_id":123}');
    for (let i = 0; i < 2; i++) {
      const answer = await send(text);
      expect([answer.status, await answer.json()]).toEqual([200, {}]);
    }
    expect([
      rig.column("event_type"),
      rig.column("channel"),
      rig.column("cta"),
      rig.column("utm_campaign"),
    ]).toEqual([["primary"], ["paid_search"], ["google lead form 99999999999999999"], ["123"]]);
    const row = await env.DB.prepare(
      "SELECT ContactName, SubmittedAt, PayloadJson FROM LeadSubmissions",
    ).first<{
      PayloadJson: string;
    }>();
    expect(row).toMatchObject({ ContactName: "Jane Doe", SubmittedAt: "2026-11-20T09:00:00.000Z" });
    expect(row?.PayloadJson).toContain('"what_size_of_flat":"3 rooms"');
  });
  test("is one lead whatever Google adds when it sends it again", async () => {
    for (const lead_stage of ["NEW", "QUALIFIED"])
      expect((await send(JSON.stringify({ ...LEAD, lead_stage }))).status).toBe(200);
    expect(rig.column("event_type")).toEqual(["primary"]);
  });
  test("without an id is told from others by what it says", async () => {
    const columns = (email: string) => [{ column_id: "EMAIL", string_value: email }];
    for (const email of ["a@example.com", "b@example.com", "b@example.com"]) {
      const lead = { ...LEAD, lead_id: "", user_column_data: columns(email) };
      expect((await send(JSON.stringify(lead))).status).toBe(200);
    }
    expect(rig.column("event_type")).toEqual(["primary", "primary"]);
  });
  test("from the test button of another form is taken in, though every test has the same id", async () => {
    for (const form_id of [1, 2])
      expect((await send(JSON.stringify({ ...LEAD, is_test: true, form_id }))).status).toBe(200);
    expect(rig.column("cta")).toEqual(["google lead form 1", "google lead form 2"]);
  });
  test("that is a test is a test", async () => {
    await send(JSON.stringify({ ...LEAD, is_test: true }));
    expect(rig.column("event_type")).toEqual(["test"]);
  });
  test.each([
    [{ ...LEAD, google_key: "lsk_nobody" }, 401, "google_key must be an ingest key for this project."],
    [{ ...LEAD, google_key: "lsk_marketing" }, 401, "google_key must be an ingest key for this project."],
    [{ ...LEAD, user_column_data: "x" }, 400, expect.stringContaining("user_column_data: ")],
    [
      { ...LEAD, user_column_data: [] },
      400,
      expect.stringContaining("email: an e-mail address or a phone number"),
    ],
  ])("%#: what is wrong is told in a message", async (lead, status, message) => {
    const answer = await send(JSON.stringify(lead));
    expect([answer.status, await answer.json()]).toEqual([status, { message }]);
  });
});

test("a sender above its limit is asked to wait", async () => {
  const seen: string[] = [];
  const limiter = { limit: async ({ key }: { key: string }) => ({ success: seen.push(key) <= 1 }) };
  rig = await createRig({}, { browserLimit: limiter });
  await rig.fromPage("/leads", json({ email: "jane@example.com" }));
  const answer = await rig.fromPage("/leads", json({ email: "john@example.com" }));
  expect([answer.status, answer.headers.get("retry-after"), seen]).toEqual([
    429,
    "60",
    ["203.0.113.77", "203.0.113.77"],
  ]);
});

test("visitors of one IPv6 network are counted together, and before their body is read", async () => {
  const seen: string[] = [];
  const limiter = { limit: async ({ key }: { key: string }) => ({ success: seen.push(key) <= 1 }) };
  rig = await createRig({}, { browserLimit: limiter });
  await rig.postFromPage({ email: "jane@example.com" }, "2001:db8::1");
  const refused = await rig.fromPage("/leads", {
    method: "POST",
    headers: { "content-type": "application/json", "cf-connecting-ip": "2001:db8::2" },
    body: "no JSON at all",
  });
  expect([refused.status, new Set(seen).size]).toEqual([429, 1]);
});

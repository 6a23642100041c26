import { env } from "cloudflare:workers";
import { afterEach, beforeEach, describe, expect, test, vi } from "vitest";
import { toKeyName } from "../../src/access/key.ts";
import { type AppRig, as, createAppRig } from "./app-rig.ts";

const POLICY = '"default";q=120;w=60';
const question = (days: string) => `/analytics/lead-stats?${days}&bucket=none`;
const PAST = question("from=2026-10-01&to=2026-10-02");

afterEach(() => {
  vi.unstubAllGlobals();
  vi.restoreAllMocks();
});

describe("answers kept with the Cache API", () => {
  const answer = (n: number) =>
    Response.json({
      data: [{ n_primary: String(n), weight: String(n), rows_read: String(n), max_interval: 1 }],
    });
  let rig: AppRig;
  let cities = 0;

  /** Every test asks for a city of its own: what is kept outlives a test. */
  const ask = async (path: string) => {
    const response = await rig.fetch(`${path}&city=Town-${cities}`, { headers: as("lsk_reader") });
    return { status: response.status, text: await response.text() };
  };
  const answerWith = (reply: () => Response) => {
    const send = vi.fn(async () => reply());
    vi.stubGlobal("fetch", send);
    return send;
  };

  beforeEach(async () => {
    cities++;
    rig = await createAppRig({ STATS_CACHE: "on" });
    vi.spyOn(Date, "now").mockReturnValue(Date.parse("2026-11-22T10:15:00Z"));
    vi.spyOn(console, "error").mockImplementation(() => {});
  });

  test("of a past period stand for the next, until the store is asked something else", async () => {
    const send = answerWith(() => answer(7));
    const first = await ask(PAST);
    expect(first.text).toContain('"primary":7');
    await vi.waitFor(async () => {
      const before = send.mock.calls.length;
      expect((await ask(PAST)).text).toBe(first.text);
      expect(send).toHaveBeenCalledTimes(before);
    });
    const before = send.mock.calls.length;
    await ask(question("from=2026-10-01&to=2026-10-03"));
    expect(send.mock.calls.length).toBeGreaterThan(before);
  });

  test("of today are asked for again after a minute, and served when the store has broken down", async () => {
    answerWith(() => answer(7));
    const today = question("from=2026-11-22&to=2026-11-22");
    await ask(today);
    vi.mocked(Date.now).mockReturnValue(Date.parse("2026-11-22T10:16:00Z"));
    const send = answerWith(() => new Response("", { status: 503 }));
    const served = await vi.waitFor(async () => {
      const { status, text } = await ask(today);
      expect(status).toBe(200);
      return JSON.parse(text);
    });
    expect(send.mock.calls.length).toBeGreaterThanOrEqual(2);
    expect(served.totals.primary).toBe(7);
    expect(served.quality.warnings).toContainEqual({
      code: "stale",
      message: "The statistics store did not answer; these numbers are from 15:45.",
    });
  });

  test("lie where nobody outside can fetch them", async () => {
    const send = answerWith(() => answer(7));
    await ask(PAST);
    const [, init] = send.mock.calls[0] as unknown as [string, RequestInit];
    const digest = await crypto.subtle.digest("SHA-256", new TextEncoder().encode(String(init.body)));
    const hash = Array.from(new Uint8Array(digest), (byte) => byte.toString(16).padStart(2, "0")).join("");
    const path = `/statements/v1/${hash}`;
    await vi.waitFor(async () => {
      const kept = await (await caches.open("statistics")).match(`http://leads.test${path}`);
      expect(await kept?.text()).toContain('"n_primary":"7"');
    });
    expect(await caches.default.match(`http://leads.test${path}`)).toBeUndefined();
    expect((await rig.fetch(path)).status).toBe(404);
  });
});

describe("the rate-limiting binding", () => {
  const LIMIT = 120;

  beforeEach(async () => {
    const record = { id: crypto.randomUUID(), role: "marketing", projects: "all" };
    await env.DIRECTORY.put(
      await toKeyName("lsk_limited"),
      JSON.stringify({ ...record, created_at: "2026-01-01T00:00:00Z" }),
    );
  });

  test("allows a key so many requests, over REST and MCP together, and says so", async () => {
    const rig = await createAppRig();
    const ask = () => rig.fetch("/analytics/lead-stats?days=none", { headers: as("lsk_limited") });
    const allowed = await ask();
    expect([allowed.status, allowed.headers.get("RateLimit-Policy")]).toEqual([400, POLICY]);

    // A window may end while this counts, but not two.
    let sent = 1;
    let refused = await ask();
    for (; refused.status !== 429 && sent < 2 * LIMIT; sent++) refused = await ask();
    expect(sent).toBeGreaterThanOrEqual(LIMIT);
    expect(refused.status).toBe(429);
    expect(refused.headers.get("Retry-After")).toBe("60");
    expect(refused.headers.get("RateLimit-Policy")).toBe(POLICY);
    expect(await refused.json()).toMatchObject({
      code: "rate_limited",
      detail: "Too many requests with this key: 120 a minute are allowed.",
    });

    const other = await rig.fetch("/analytics/lead-stats?days=none", { headers: as("lsk_reader") });
    expect(other.status).toBe(400);
    const tool = await rig.fetch("/mcp", { method: "POST", body: "{}", headers: as("lsk_limited") });
    expect([tool.status, tool.headers.get("Retry-After"), tool.headers.get("RateLimit-Policy")]).toEqual([
      429,
      "60",
      POLICY,
    ]);
  });
});

import { expect, test, vi } from "vitest";
import { Problem } from "../domain/errors.ts";
import { createAnalyticsEngine, MAX_STATEMENT_CHARS } from "./analytics-engine.ts";
import { EngineFailure } from "./failure.ts";

const NOW = Date.parse("2026-11-22T10:00:00.900Z");
const SQL = "SELECT count() AS n FROM leads WHERE blob17 = 'Navi Mumbai'";

function createRig(answer: () => Response | Promise<Response>, timeoutMs?: number) {
  const send = vi.fn(async (_url: string, init: RequestInit) => {
    const aborted = new Promise<never>((_, fail) => {
      init.signal?.addEventListener("abort", () => fail(init.signal?.reason));
    });
    return Promise.race([answer(), aborted]);
  });
  const engine = createAnalyticsEngine({
    baseUrl: "https://engine.example.com",
    accountId: "a/b",
    token: "secret-token",
    now: () => NOW,
    fetch: send as unknown as typeof fetch,
    ...(timeoutMs === undefined ? {} : { timeoutMs }),
  });
  return { engine, send };
}

async function failureOf(answer: () => Response | Promise<Response>, timeoutMs?: number) {
  const error = await createRig(answer, timeoutMs)
    .engine.ask(SQL)
    .then(
      () => undefined,
      (thrown: unknown) => thrown,
    );
  if (!(error instanceof EngineFailure)) throw new Error("no failure was reported");
  return error;
}

test("a statement is posted as it is, and its rows say when they were read", async () => {
  const { engine, send } = createRig(() => Response.json({ data: [{ n: "7" }] }));
  expect(await engine.ask(SQL)).toEqual({
    rows: [{ n: "7" }],
    neverWritten: false,
    asOf: Math.floor(NOW / 1000),
  });
  const [url, init] = send.mock.calls[0] ?? [];
  expect([url, init?.method, init?.body, init?.headers]).toMatchInlineSnapshot(`
    [
      "https://engine.example.com/client/v4/accounts/a%2Fb/analytics_engine/sql",
      "POST",
      "SELECT count() AS n FROM leads WHERE blob17 = 'Navi Mumbai'",
      {
        "Authorization": "Bearer secret-token",
        "Content-Type": "text/plain",
      },
    ]
  `);
});

test("a dataset that was never written has no rows", async () => {
  const text = 'Input was invalid: unable to find type of column: "timestamp"';
  const { engine } = createRig(() => new Response(text, { status: 422 }));
  expect(await engine.ask(SQL)).toMatchObject({ rows: [], neverWritten: true });
});

test.each([
  [429, "busy"],
  [401, "refused"],
  [403, "refused"],
  [400, "rejected"],
  [404, "rejected"],
  [422, "rejected"],
  [408, "broken"],
  [500, "broken"],
  [502, "broken"],
  [503, "broken"],
  [524, "broken"],
])("status %i means %s", async (status, kind) => {
  const failure = await failureOf(() => new Response("upstream words", { status }));
  expect([failure.code, failure.kind, failure.retryAfterS]).toEqual(["statistics_unavailable", kind, 60]);
  expect(failure.message).not.toContain("upstream words");
});

test.each([401, 403])("credentials that are refused (%i) are named to the log alone", async (status) => {
  const failure = await failureOf(() => new Response("Authentication error", { status }));
  expect(failure.message).not.toContain("ANALYTICS_ENGINE");
  expect(String(failure.cause)).toBe(
    `Error: SQL API ${status}: Authentication error | check ANALYTICS_ENGINE_TOKEN (Account Analytics: Read) and ANALYTICS_ENGINE_ACCOUNT_ID`,
  );
});

test("a busy store's wait is passed on", async () => {
  const failure = await failureOf(() => new Response("", { status: 429, headers: { "Retry-After": "120" } }));
  expect([failure.waitS, failure.retryAfterS]).toEqual([120, 120]);
});

test("a rejected statement is logged by its shape, without its strings", async () => {
  const failure = await failureOf(
    () => new Response("near Navi Mumbai: type 'Navi Mumbai'", { status: 422 }),
  );
  expect(String(failure.cause)).toMatchInlineSnapshot(
    `"Error: SQL API 422: near ?: type '?' | SELECT count() AS n FROM leads WHERE blob17 = '?'"`,
  );
});

test.each<[string, () => Response | Promise<Response>]>([
  ["no connection", () => Promise.reject(new TypeError("fetch failed"))],
  ["silence", () => new Promise<never>(() => {})],
  ["a cut connection", () => new Response(new ReadableStream({ start: (c) => c.error(new Error("cut")) }))],
  ["half an answer", () => new Response('{"data":[{"n":"Navi Mum')],
  ["an answer of another shape", () => Response.json({ success: true })],
])("%s is a passing failure without a word of the answer", async (_what, answer) => {
  const failure = await failureOf(answer, 20);
  expect(failure.kind).toBe("broken");
  expect(String(failure.cause)).not.toContain("Mum");
});

test("a question may allow less time, never more", async () => {
  const started = performance.now();
  await expect(
    createRig(() => new Promise<never>(() => {}), 10_000).engine.ask(SQL, { timeoutMs: 5 }),
  ).rejects.toThrow();
  await expect(
    createRig(() => new Promise<never>(() => {}), 5).engine.ask(SQL, { timeoutMs: 10_000 }),
  ).rejects.toThrow();
  expect(performance.now() - started).toBeLessThan(5000);
});

test("a statement that is too long is the caller's to shorten, and is never sent", async () => {
  const { engine, send } = createRig(() => Response.json({ data: [] }));
  const error = await engine.ask("x".repeat(MAX_STATEMENT_CHARS + 1)).catch((thrown: unknown) => thrown);
  expect(error).toBeInstanceOf(Problem);
  expect(error).toMatchObject({ code: "invalid_parameter", errors: [{ field: "filters" }] });
  expect(send).not.toHaveBeenCalled();
});

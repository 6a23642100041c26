import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { DEMO_KEYS } from "../local/seed.ts";
import type { Stack } from "../local/stack.ts";
import { startTestStack } from "./stack.ts";

describe("with answers kept as in production", () => {
  let stack: Stack;
  let days = 0;

  beforeAll(async () => {
    stack = await startTestStack({ vars: { STATS_CACHE: "on" } });
  }, 60_000);
  afterAll(() => stack.close());

  /** A question nobody asked before, in one statement. */
  const toQuestion = () => `${stack.url}/analytics/lead-stats?bucket=none&days=${++days}`;
  const ask = (url: string, signal?: AbortSignal) =>
    fetch(url, {
      headers: { authorization: `Bearer ${DEMO_KEYS.marketing}` },
      ...(signal === undefined ? {} : { signal }),
    });
  /** How many statements reached the store meanwhile. */
  const count = async (work: () => Promise<unknown>) => {
    const before = stack.engine.stats().queries;
    await work();
    return stack.engine.stats().queries - before;
  };

  test.each(["500", "502", "503", "cut"] as const)(
    "one %s of the store is survived by asking again",
    async (kind) => {
      const url = toQuestion();
      stack.engine.set({ faults: { next: [kind] } });
      const statements = await count(async () => expect((await ask(url)).status).toBe(200));
      expect(statements).toBe(2);
    },
  );

  test("a store that fails twice is a 503 that says when to come back, and is forgotten", async () => {
    const url = toQuestion();
    stack.engine.set({ faults: { next: ["500", "cut"] } });
    const response = await ask(url);
    expect([response.status, response.headers.get("Retry-After")]).toEqual([503, "60"]);
    expect((await ask(url)).status).toBe(200);
  });

  test("a store that is busy for minutes is left alone, and the caller told for how long", async () => {
    const url = toQuestion();
    stack.engine.set({ faults: { next: ["429"] } });
    const statements = await count(async () => {
      const response = await ask(url);
      expect([response.status, response.headers.get("Retry-After")]).toEqual([503, "300"]);
    });
    expect(statements).toBe(1);
  });

  test("requests that ask the same at the same time cost one statement", async () => {
    const url = toQuestion();
    stack.engine.set({ faults: { next: ["slow"], delayMs: 1000 } });
    const statements = await count(async () => {
      const responses = await Promise.all(Array.from({ length: 8 }, () => ask(url)));
      const bodies = await Promise.all(responses.map((response) => response.text()));
      expect(new Set(responses.map(({ status }) => status))).toEqual(new Set([200]));
      expect(new Set(bodies).size).toBe(1);
    });
    expect(statements).toBe(1);
  });

  test("a caller who hangs up takes nobody's answer away", async () => {
    const url = toQuestion();
    stack.engine.set({ faults: { next: ["slow"], delayMs: 1500 } });
    const leaving = new AbortController();
    const first = ask(url, leaving.signal).catch(() => "gone");
    await new Promise((done) => setTimeout(done, 400));
    const second = ask(url);
    await new Promise((done) => setTimeout(done, 200));
    leaving.abort();
    expect(await first).toBe("gone");
    const started = performance.now();
    expect((await second).status).toBe(200);
    expect(performance.now() - started).toBeLessThan(8000);
  });

  test("an answer once given costs no statement", async () => {
    const url = toQuestion();
    await ask(url);
    // What is kept is written behind the first answer.
    await expect.poll(() => count(() => ask(url).then((response) => response.text()))).toBe(0);
  });
});

import { expect, test } from "vitest";
import type { Engine } from "../src/index.ts";
import { ask, NOON, rows, send, startTestEngine } from "../test/running-engine.ts";

const DAY_MS = 86_400_000;

/** Writes points of one second as workerd would. */
async function write(engine: Engine, count: number, index = "a", second = NOON / 1000): Promise<number[]> {
  const point = {
    dataset: [...Buffer.from("leads")],
    index1: [...Buffer.from(index)],
    timestamp: `${second}000000000`,
  };
  const answers = Array.from({ length: count }, async (_, i) => {
    const body = JSON.stringify({ ...point, double1: i });
    return (await fetch(`${engine.url}/`, { method: "POST", body })).status;
  });
  return Promise.all(answers);
}

const counted = "SELECT count() AS rows_read, SUM(_sample_interval) AS n FROM leads";

test("shows points only after the ingest delay", async () => {
  let now = NOON;
  const engine = await startTestEngine({ now: () => now, ingestDelayMs: 90_000 });
  await write(engine, 3);
  now += 89_999;
  await new Promise((resolve) => setTimeout(resolve, 400));
  expect(engine.stats()).toMatchObject({ points: 0, buffered: 3 });
  now += 1;
  await expect.poll(() => engine.stats().points, { timeout: 5_000 }).toBe(3);
});

test("samples at write time above a rate and says so in each row's interval", async () => {
  const engine = await startTestEngine({ sampling: { ratePerSecondPerIndex: 10, seed: 1 } });
  await write(engine, 150, "busy");
  await write(engine, 10, "quiet");
  await engine.flush();
  const perIndex = `${counted.replace("SELECT", "SELECT index1,")} GROUP BY index1 ORDER BY index1`;
  expect(await rows(engine, perIndex)).toEqual([
    { index1: "busy", rows_read: "40", n: "150" },
    { index1: "quiet", rows_read: "10", n: "10" },
  ]);
  expect(engine.stats()).toMatchObject({ received: 160, sampledOut: 110 });
});

test("answers expensive queries from a tenth or a hundredth of the rows, the same ones each time", async () => {
  const engine = await startTestEngine({ now: () => NOON });
  const lines = Array.from({ length: 20_000 }, (_, i) => ({ timestamp: NOON / 1000 - i, double1: i }));
  await send(engine, "leads", lines);

  const read = async (aboveRows: number) => {
    engine.set({ readSampling: { aboveRows } });
    const [row] = await rows(engine, counted);
    return { rows: Number(row?.rows_read), n: Number(row?.n) };
  };
  expect(await read(20_000)).toEqual({ rows: 20_000, n: 20_000 });
  const tenth = await read(2_000);
  expect(tenth.n).toBe(tenth.rows * 10);
  expect(Math.abs(tenth.n - 20_000)).toBeLessThan(1_500);
  expect(await read(2_000)).toEqual(tenth);
  const hundredth = await read(100);
  expect(hundredth.n).toBe(hundredth.rows * 100);
  expect(Math.abs(hundredth.n - 20_000)).toBeLessThan(5_000);

  await send(engine, "later", [{ timestamp: NOON / 1000 }]);
  engine.set({ readSampling: { aboveRows: 0 } });
  expect((await ask(engine, "SELECT * FROM later")).status).toBe(200);
  engine.set({ readSampling: null });
  expect(await rows(engine, counted)).toEqual([{ rows_read: "20000", n: "20000" }]);
});

test("reads little, and so in full, where the index narrows a query down", async () => {
  const engine = await startTestEngine({ now: () => NOON });
  const lines = Array.from({ length: 60_000 }, (_, i) => ({
    timestamp: NOON / 1000,
    index1: `site-${i % 2}`,
  }));
  await send(engine, "leads", lines);
  engine.set({ readSampling: { aboveRows: 40_000 } });
  const [all] = await rows(engine, counted);
  const [one] = await rows(engine, `${counted} WHERE index1 = 'site-1'`);
  expect(Number(all?.rows_read)).toBeLessThan(7_000);
  expect(one?.rows_read).toBe("30000");
});

test("forgets and refuses what is older than the retention", async () => {
  const engine = await startTestEngine({ now: () => NOON });
  const lines = [1, 50, 100, 400].map((days) => ({
    timestamp: (NOON - days * DAY_MS) / 1000,
    double1: days,
  }));
  await send(engine, "leads", lines);
  engine.set({ retentionDays: 92 });
  await expect.poll(() => engine.stats().points, { timeout: 10_000 }).toBe(2);
  expect(await rows(engine, "SELECT double1 FROM leads ORDER BY double1")).toEqual([
    { double1: 1 },
    { double1: 50 },
  ]);
  expect(await (await send(engine, "leads", lines)).json()).toMatchObject({
    accepted: 2,
    rejected: [{ line: 3 }, { line: 4, reason: expect.stringContaining("the earliest accepted") }],
  });
});

test("answers 429 beyond the day's queries and starts again at midnight UTC", async () => {
  let now = NOON;
  const engine = await startTestEngine({ now: () => now, dailyQueryLimit: 2 });
  const statuses = async () => [
    (await ask(engine, "SELECT 1 AS x")).status,
    (await ask(engine, "SELECT 1 AS x")).status,
  ];
  expect(await statuses()).toEqual([200, 200]);
  expect(await statuses()).toEqual([429, 429]);
  now += DAY_MS / 2;
  expect(await statuses()).toEqual([200, 200]);
});

test("refuses points beyond the day's writes, native and imported", async () => {
  const engine = await startTestEngine({ now: () => NOON, dailyWriteLimit: 5 });
  expect((await write(engine, 3)).toSorted()).toEqual([204, 204, 204]);
  const answer = await send(engine, "leads", Array(4).fill({ timestamp: NOON / 1000 }));
  expect([answer.status, await answer.json()]).toEqual([
    429,
    { accepted: 2, rejected: [], error: "the daily limit of points is used up at line 3" },
  ]);
  expect(await write(engine, 1)).toEqual([429]);
  await engine.flush();
  expect(engine.stats()).toMatchObject({ points: 5, refused: 1 });
});

test("fails as told: throttled, broken, slow, cut off, then well again", async () => {
  const engine = await startTestEngine({ faults: { next: ["429", "502", "slow", "cut"], delayMs: 150 } });
  const outcome = async () => (await ask(engine, "SELECT 1 AS x").catch(() => ({ status: "cut" }))).status;
  expect(await outcome()).toBe(429);
  expect(await outcome()).toBe(502);
  const before = performance.now();
  expect(await outcome()).toBe(200);
  expect(performance.now() - before).toBeGreaterThan(140);
  expect(await outcome()).toBe("cut");
  expect(await outcome()).toBe(200);
});

test("fails a repeatable share of queries", async () => {
  const engine = await startTestEngine();
  const run = async () => {
    engine.set({ faults: { share: 0.3, kinds: ["500"], seed: 4 } });
    const statuses: number[] = [];
    for (let i = 0; i < 60; i++) statuses.push((await ask(engine, "SELECT 1 AS x")).status);
    return statuses;
  };
  const first = await run();
  expect(await run()).toEqual(first);
  expect(new Set(first)).toEqual(new Set([200, 500]));
});

test("cuts answers at a row limit when asked to", async () => {
  const engine = await startTestEngine({ now: () => NOON, maxRows: 100 });
  await send(engine, "leads", Array(250).fill({ timestamp: NOON / 1000 }));
  expect((await rows(engine, "SELECT double1 FROM leads")).length).toBe(100);
  expect((await rows(engine, "SELECT double1 FROM leads LIMIT 7")).length).toBe(7);
  const inner = "SELECT count() AS n FROM (SELECT double1 FROM leads)";
  expect(await rows(engine, inner)).toEqual([{ n: "250" }]);
});

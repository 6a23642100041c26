import { expect, test } from "vitest";
import { createCachedEngine } from "./cache.ts";
import { createFakeCache } from "./fake-cache.ts";
import { createScriptedEngine, type Step } from "./scripted-engine.ts";

const START = Date.parse("2026-11-22T10:00:00Z");
const START_S = START / 1000;
const DAY_S = 86_400;
const OLD = [{ n: "1" }];
const NEW = [{ n: "2" }];
const SQL = "SELECT 1";

function createRig(...script: readonly Step[]) {
  let nowMs = START;
  const now = () => nowMs;
  const store = createScriptedEngine(now, ...script);
  const cache = createFakeCache();
  const logged: unknown[] = [];
  let deferred: Promise<unknown> = Promise.resolve();
  const engine = createCachedEngine(store, {
    cache,
    now,
    openForS: 60,
    closedForS: 7 * DAY_S,
    defer: (work) => {
      deferred = work;
    },
    log: (event, detail) => logged.push([event, detail]),
  });
  const ask = async (sql = SQL, closedSince?: number) => {
    const answer = await engine.ask(sql, closedSince === undefined ? {} : { closedSince });
    await deferred;
    return answer;
  };
  const advance = (seconds: number) => {
    nowMs += seconds * 1000;
  };
  return { ask, store, cache, logged, advance };
}

test("the same statement is asked once in a minute while its range is open", async () => {
  const { ask, store, advance } = createRig(OLD, NEW);
  await ask();
  advance(59);
  expect(await ask()).toEqual({ rows: OLD, neverWritten: false, asOf: START_S });
  expect(store.asked).toHaveLength(1);
  advance(1);
  expect(await ask()).toMatchObject({ rows: NEW, asOf: START_S + 60 });
});

test("another statement is another question", async () => {
  const { ask, store } = createRig(OLD);
  await ask("SELECT 1");
  await ask("SELECT  1");
  expect(store.asked).toHaveLength(2);
});

test("a range that has been over for a day is asked once in a week", async () => {
  const { ask, store, advance } = createRig(OLD);
  await ask(SQL, START_S - DAY_S);
  advance(7 * DAY_S - 1);
  await ask(SQL, START_S - DAY_S);
  expect(store.asked).toHaveLength(1);
});

test("an answer is kept for a day under the statement's hash", async () => {
  const { ask, cache } = createRig(OLD);
  await ask("SELECT 1 AS n FROM leads WHERE blob17 = 'Navi Mumbai'");
  expect([...cache.kept]).toMatchInlineSnapshot(`
    [
      [
        "93faa678cabdb7126286eea137e63c1d82bb6e57eaf3677e5ac70b29c1d29871",
        {
          "keepS": 86400,
          "text": "{"rows":[{"n":"1"}],"neverWritten":false,"asOf":1795341600}",
        },
      ],
    ]
  `);
});

test.each(["busy", "broken"] as const)(
  "while the store is %s an older copy is served, marked",
  async (kind) => {
    const { ask, store, advance, logged } = createRig(OLD);
    await ask();
    store.follow(kind);
    advance(DAY_S);
    expect(await ask()).toEqual({ rows: OLD, neverWritten: false, asOf: START_S, stale: true });
    expect(logged).toEqual([["stale_answer", { age_s: DAY_S, cause: `Error: ${kind}` }]]);
    store.follow(NEW);
    expect(await ask()).not.toHaveProperty("stale");
  },
);

test("a copy older than a day is not served", async () => {
  const { ask, store, advance } = createRig(OLD);
  await ask();
  store.follow("broken");
  advance(DAY_S + 1);
  await expect(ask()).rejects.toMatchObject({ code: "statistics_unavailable" });
});

test.each(["refused", "rejected"] as const)(
  "a %s question is never glossed over with a copy",
  async (kind) => {
    const { ask, store, advance } = createRig(OLD);
    await ask();
    store.follow(kind);
    advance(61);
    await expect(ask()).rejects.toMatchObject({ kind });
  },
);

test("without a copy a failure is a failure, and is not kept", async () => {
  const { ask, store, cache } = createRig("broken");
  await expect(ask()).rejects.toMatchObject({ kind: "broken" });
  expect(cache.kept.size).toBe(0);
  store.follow(NEW);
  expect(await ask()).toMatchObject({ rows: NEW });
});

test("a store that was empty a minute ago is asked again, also for a past range", async () => {
  const { ask, store, advance } = createRig("never_written", NEW);
  expect(await ask(SQL, START_S - 30 * DAY_S)).toMatchObject({ neverWritten: true });
  advance(60);
  expect(await ask(SQL, START_S - 30 * DAY_S)).toMatchObject({ rows: NEW });
  expect(store.asked).toHaveLength(2);
});

test("a broken cache costs a statement, never an answer", async () => {
  const { ask, store, cache, logged } = createRig(OLD);
  cache.isBroken = true;
  await ask();
  expect(await ask()).toMatchObject({ rows: OLD });
  expect(store.asked).toHaveLength(2);
  expect(logged).toContainEqual(["cache_write_failed", { error: "Error: the cache is broken" }]);
});

test.each(["", "{}", '{"rows":[1],"neverWritten":false,"asOf":1}', "<html>"])(
  "a copy that cannot be read (%j) is none",
  async (text) => {
    const { ask, cache } = createRig(OLD, NEW);
    await ask();
    for (const key of cache.kept.keys()) cache.kept.set(key, { text, keepS: 60 });
    expect(await ask()).toMatchObject({ rows: NEW });
  },
);

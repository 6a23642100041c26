import { expect, test } from "vitest";
import { createRetryingEngine } from "./retry.ts";
import { createScriptedEngine, type Step } from "./scripted-engine.ts";

const ROWS = [{ n: "1" }];

function createRig(script: readonly Step[], options: { random?: number; tryMs?: number } = {}) {
  let nowMs = Date.parse("2026-11-22T10:00:00Z");
  const pauses: number[] = [];
  const now = () => nowMs;
  const store = createScriptedEngine(now, ...script);
  const slow = {
    ask: async (...question: Parameters<typeof store.ask>) => {
      nowMs += options.tryMs ?? 0;
      return store.ask(...question);
    },
  };
  const engine = createRetryingEngine(slow, {
    now,
    random: () => options.random ?? 0.5,
    sleep: async (ms) => {
      pauses.push(ms);
      nowMs += ms;
    },
  });
  return { engine, store, pauses };
}

test("a store that breaks once is asked again after a pause", async () => {
  const { engine, store, pauses } = createRig(["broken", ROWS]);
  expect(await engine.ask("SELECT 1")).toMatchObject({ rows: ROWS });
  expect([store.asked.length, pauses]).toEqual([2, [300]]);
});

test.each([
  [0, 150],
  [0.999, 449.7],
])("pauses differ, so that isolates do not come back in step (%d)", async (random, pause) => {
  const { engine, pauses } = createRig(["broken", ROWS], { random });
  await engine.ask("SELECT 1");
  expect(pauses[0]).toBeCloseTo(pause);
});

test("a store that stays broken is asked twice, not more", async () => {
  const { engine, store } = createRig(["broken"]);
  await expect(engine.ask("SELECT 1")).rejects.toMatchObject({ kind: "broken" });
  expect(store.asked).toHaveLength(2);
});

test("the second try gets what is left of the time", async () => {
  const { engine, store } = createRig(["broken", ROWS], { tryMs: 10_000 });
  await engine.ask("SELECT 1", { closedSince: 7 });
  expect(store.asked[1]?.options).toEqual({ closedSince: 7, timeoutMs: 4700 });
});

test("when the time is nearly over there is no second try", async () => {
  const { engine, store } = createRig(["broken", ROWS], { tryMs: 14_000 });
  await expect(engine.ask("SELECT 1")).rejects.toMatchObject({ kind: "broken" });
  expect(store.asked).toHaveLength(1);
});

test.each(["refused", "rejected"] as const)("a %s question is not asked again", async (kind) => {
  const { engine, store, pauses } = createRig([kind]);
  await expect(engine.ask("SELECT 1")).rejects.toMatchObject({ kind });
  expect([store.asked.length, pauses]).toEqual([1, []]);
});

test("what is not the store's failure passes through", async () => {
  const engine = createRetryingEngine(
    { ask: () => Promise.reject(new RangeError("ours")) },
    { now: () => 0, random: () => 0, sleep: async () => {} },
  );
  await expect(engine.ask("SELECT 1")).rejects.toThrow(RangeError);
});

test("a busy store is waited for as long as it asks, when that fits", async () => {
  const { engine, store, pauses } = createRig([{ busyForS: 4 }, ROWS]);
  expect(await engine.ask("SELECT 1")).toMatchObject({ rows: ROWS });
  expect([store.asked.length, pauses]).toEqual([2, [4000]]);
});

test("a busy store that names no time is asked again after a pause", async () => {
  const { engine, pauses } = createRig(["busy", ROWS]);
  await engine.ask("SELECT 1");
  expect(pauses).toEqual([300]);
});

test("a busy store that asks for longer than a question may take is left alone", async () => {
  const { engine, store, pauses } = createRig([{ busyForS: 120 }, ROWS]);
  await expect(engine.ask("SELECT 1")).rejects.toMatchObject({ kind: "busy", retryAfterS: 120 });
  expect([store.asked.length, pauses]).toEqual([1, []]);
});

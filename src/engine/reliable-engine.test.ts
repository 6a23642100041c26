import { expect, test } from "vitest";
import { createFakeCache } from "./fake-cache.ts";
import { createReliableEngine } from "./reliable-engine.ts";
import { createScriptedEngine, type Step } from "./scripted-engine.ts";

const ROWS = [{ n: "1" }];

function createRig(isCached: boolean, ...script: readonly Step[]) {
  let nowMs = Date.parse("2026-11-22T10:00:00Z");
  const now = () => nowMs;
  const store = createScriptedEngine(now, ...script);
  const sleep = async (ms: number) => {
    nowMs += ms;
  };
  const engine = createReliableEngine(store, {
    cache: isCached ? createFakeCache() : undefined,
    now,
    sleep,
    random: () => 0.5,
    defer: () => {},
    log: () => {},
  });
  return { engine, store, sleep };
}

test("without a cache every question reaches the store", async () => {
  const { engine, store } = createRig(false, ROWS);
  await Promise.all([engine.ask("SELECT 1"), engine.ask("SELECT 1")]);
  await engine.ask("SELECT 1");
  expect(store.asked).toHaveLength(3);
});

test("without a cache a passing failure is still survived", async () => {
  const { engine } = createRig(false, "broken", ROWS);
  expect(await engine.ask("SELECT 1")).toMatchObject({ rows: ROWS });
});

test("a stale copy is served only after the second try failed too", async () => {
  const { engine, store, sleep } = createRig(true, ROWS);
  await engine.ask("SELECT 1");
  await sleep(61_000);
  store.follow("broken");
  expect(await engine.ask("SELECT 1")).toMatchObject({ rows: ROWS, stale: true });
  expect(store.asked).toHaveLength(3);
});

import { expect, test } from "vitest";
import type { EngineAnswer } from "./engine.ts";
import { createSharedEngine } from "./share.ts";

const ANSWER: EngineAnswer = { rows: [{ n: "1" }], neverWritten: false, asOf: 1 };

function createRig() {
  let nowMs = 0;
  const open: { resolve: (answer: EngineAnswer) => void; reject: (error: unknown) => void }[] = [];
  const sleepers: { until: number; wake: () => void }[] = [];
  const engine = createSharedEngine(
    { ask: () => new Promise((resolve, reject) => open.push({ resolve, reject })) },
    {
      now: () => nowMs,
      sleep: (ms) => new Promise((wake) => sleepers.push({ until: nowMs + ms, wake })),
      defer: () => {},
    },
  );
  const advance = (ms: number) => {
    nowMs += ms;
    for (const { until, wake } of sleepers) if (until <= nowMs) wake();
  };
  return { engine, open, advance };
}

const settled = () => new Promise((done) => setTimeout(done));

test("questions at the same time are one statement", async () => {
  const { engine, open } = createRig();
  const answers = Promise.all([engine.ask("SELECT 1"), engine.ask("SELECT 1"), engine.ask("SELECT 2")]);
  expect(open).toHaveLength(2);
  for (const { resolve } of open) resolve(ANSWER);
  expect(await answers).toEqual([ANSWER, ANSWER, ANSWER]);
});

test("a failure is shared, and forgotten", async () => {
  const { engine, open } = createRig();
  const answers = Promise.allSettled([engine.ask("SELECT 1"), engine.ask("SELECT 1")]);
  open[0]?.reject(new Error("broken"));
  expect((await answers).map(({ status }) => status)).toEqual(["rejected", "rejected"]);
  await settled();
  void engine.ask("SELECT 1");
  expect(open).toHaveLength(2);
});

test("a later question is asked anew", async () => {
  const { engine, open } = createRig();
  const first = engine.ask("SELECT 1");
  open[0]?.resolve(ANSWER);
  await first;
  await settled();
  void engine.ask("SELECT 1");
  expect(open).toHaveLength(2);
});

test("who waits for a request that has died asks themselves, and others then wait for them", async () => {
  const { engine, open, advance } = createRig();
  void engine.ask("SELECT 1");
  advance(10_000);
  const waiting = engine.ask("SELECT 1");
  advance(6000);
  await settled();
  const late = engine.ask("SELECT 1");
  expect(open).toHaveLength(2);
  open[1]?.resolve(ANSWER);
  expect(await Promise.all([waiting, late])).toEqual([ANSWER, ANSWER]);
});

test("an answer that comes after all has no say in the question asked since", async () => {
  const { engine, open, advance } = createRig();
  const dead = engine.ask("SELECT 1");
  advance(16_000);
  const asked = engine.ask("SELECT 1");
  open[0]?.resolve(ANSWER);
  await dead;
  await settled();
  const joined = engine.ask("SELECT 1");
  expect(open).toHaveLength(2);
  open[1]?.resolve(ANSWER);
  expect(await Promise.all([asked, joined])).toEqual([ANSWER, ANSWER]);
});

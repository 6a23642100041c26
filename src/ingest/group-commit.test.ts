import fc from "fast-check";
import { expect, test } from "vitest";
import { DeadlineError } from "./deadline.ts";
import { createGroupCommit } from "./group-commit.ts";
import type { Statement } from "./statement.ts";

const LIMIT_MS = 5000;

interface Sent {
  readonly sql: readonly string[];
  succeed(): void;
  fail(message: string): void;
}

/** A database whose batches end when the test says so; every statement answers with its own text. */
function createSlowDatabase() {
  const batches: Sent[] = [];
  const db = {
    prepare: (sql: string) => ({ bind: () => sql }),
    batch: (sql: string[]) =>
      new Promise((resolve, reject) => {
        const succeed = () => resolve(sql.map((text) => ({ results: [{ text }] })));
        batches.push({ sql, succeed, fail: (message) => reject(new Error(message)) });
      }),
  } as unknown as D1Database;
  return { db, batches };
}

function createRig() {
  const { db, batches } = createSlowDatabase();
  let nowMs = 0;
  const logged: string[] = [];
  const commit = createGroupCommit(db, {
    limitMs: LIMIT_MS,
    now: () => nowMs,
    log: (event) => void logged.push(event),
  });
  return {
    batches,
    logged,
    advance: (ms: number) => {
      nowMs += ms;
    },
    /** Commits statements with these texts; the answer is theirs. */
    commit: async (...texts: string[]) => {
      const results = await commit(texts.map((sql): Statement => ({ sql, params: [] })));
      return results.map(({ results: rows }) => rows[0]?.text);
    },
  };
}

/** Long enough for everything that waits for promises only. */
const settle = () => new Promise((resolve) => setTimeout(resolve));
const toTexts = (batches: readonly Sent[]) => batches.map(({ sql }) => sql.join(" "));

test("who meets fewer than four batches goes at once and alone", async () => {
  const { commit, batches } = createRig();
  const answers = ["a", "b", "c", "d"].map((text) => commit(text));
  expect(toTexts(batches)).toEqual(["a", "b", "c", "d"]);
  for (const batch of batches) batch.succeed();
  expect(await Promise.all(answers)).toEqual([["a"], ["b"], ["c"], ["d"]]);
});

test("who meets four waits and goes together with the others, in order, as soon as one is done", async () => {
  const { commit, batches } = createRig();
  const answers = ["a", "b", "c", "d"].map((text) => commit(text));
  answers.push(commit("e1", "e2"), commit("f"), commit("g1", "g2", "g3"));
  batches[2]?.succeed();
  await settle();
  expect(toTexts(batches)).toEqual(["a", "b", "c", "d", "e1 e2 f g1 g2 g3"]);
  for (const batch of batches) batch.succeed();
  expect((await Promise.all(answers)).slice(4)).toEqual([["e1", "e2"], ["f"], ["g1", "g2", "g3"]]);
});

test("a group has at most 40 statements", async () => {
  const { commit, batches } = createRig();
  const answers = Array.from({ length: 4 + 85 }, (_, i) => commit(`${i}`));
  for (let done = 0; done < batches.length; done++) {
    batches[done]?.succeed();
    await settle();
  }
  expect(batches.map(({ sql }) => sql.length)).toEqual([1, 1, 1, 1, 40, 40, 5]);
  expect(await Promise.all(answers)).toEqual(answers.map((_, i) => [`${i}`]));
});

test("batches that end together are all followed by others", async () => {
  const { commit, batches } = createRig();
  const answers = Array.from({ length: 4 + 130 }, (_, i) => commit(`${i}`));
  for (const batch of batches.slice(0, 4)) batch.succeed();
  await settle();
  expect(batches.slice(4).map(({ sql }) => sql.length)).toEqual([40, 40, 40, 10]);
  for (const batch of batches.slice(4)) batch.succeed();
  expect(await Promise.all(answers)).toHaveLength(134);
});

test("what one request wants to store stays together, however much it is", async () => {
  const { commit, batches } = createRig();
  const three = (name: string) => [`${name}1`, `${name}2`, `${name}3`];
  const answers = Array.from({ length: 4 + 30 }, (_, i) => commit(...three(`${i}.`)));
  for (let done = 0; done < batches.length; done++) {
    batches[done]?.succeed();
    await settle();
  }
  expect(batches.map(({ sql }) => sql.length)).toEqual([3, 3, 3, 3, 39, 39, 12]);
  expect(await Promise.all(answers)).toEqual(answers.map((_, i) => three(`${i}.`)));
  const much = Array.from({ length: 45 }, (_, i) => `much${i}`);
  const answer = commit(...much);
  batches.at(-1)?.succeed();
  expect(await answer).toEqual(much);
});

test.each(["SQLITE_CONSTRAINT (extended: SQLITE_CONSTRAINT_TRIGGER)", "SQLITE_ERROR"])(
  "a group in which SQLite refuses a statement is taken apart, only that one fails: %s",
  async (code) => {
    const { commit, batches, logged } = createRig();
    const busy = ["a", "b", "c", "d"].map((text) => commit(text));
    const [first, bad, last] = ["e", "bad", "f"].map((text) => commit(text));
    for (const batch of batches) batch.succeed();
    await Promise.all(busy);
    await settle();
    batches[4]?.fail(`D1_ERROR: refused: ${code}`);
    await settle();
    expect(toTexts(batches.slice(4))).toEqual(["e bad f", "e", "bad", "f"]);
    for (const batch of batches.slice(5))
      if (batch.sql.includes("bad")) batch.fail("D1_ERROR: refused: SQLITE_CONSTRAINT");
      else batch.succeed();
    await expect(bad).rejects.toThrow("refused");
    expect(await Promise.all([first, last])).toEqual([["e"], ["f"]]);
    expect(logged).toEqual(["group_taken_apart"]);
  },
);

test("what SQLite refuses alone is not sent again", async () => {
  const { commit, batches, logged } = createRig();
  const bad = commit("bad");
  batches[0]?.fail("D1_ERROR: refused: SQLITE_CONSTRAINT");
  await expect(bad).rejects.toThrow("refused");
  expect([batches.length, logged]).toEqual([1, []]);
});

test.each(["Network connection lost.", "database is locked: SQLITE_BUSY"])(
  "a group that another error ended, stored or not, fails as a whole and is not sent again: %s",
  async (reason) => {
    const { commit, batches, logged } = createRig();
    const busy = ["a", "b", "c", "d"].map((text) => commit(text));
    const group = ["e", "f"].map((text) => commit(text));
    for (const batch of batches) batch.succeed();
    await Promise.all(busy);
    await settle();
    batches[4]?.fail(`D1_ERROR: ${reason}`);
    const outcomes = await Promise.allSettled(group);
    expect(outcomes.map(({ status }) => status)).toEqual(["rejected", "rejected"]);
    expect([batches.length, logged]).toEqual([5, []]);
  },
);

test("a failed batch lets the next group go", async () => {
  const { commit, batches } = createRig();
  const busy = ["a", "b", "c", "d"].map((text) => commit(text).catch(() => "failed"));
  const waiting = commit("e");
  for (const batch of batches) batch.fail("D1_ERROR: Network connection lost.");
  expect(await Promise.all(busy)).toEqual(Array(4).fill("failed"));
  await settle();
  batches[4]?.succeed();
  expect(await waiting).toEqual(["e"]);
});

test("batches that never end hold nobody up for longer than the limit", async () => {
  const { commit, batches, advance } = createRig();
  for (const text of ["a", "b", "c", "d"]) void commit(text);
  const late = commit("e");
  advance(LIMIT_MS - 1);
  const waiting = commit("f");
  expect(toTexts(batches)).toEqual(["a", "b", "c", "d"]);
  advance(1);
  const next = commit("g");
  await expect(late).rejects.toThrow(new DeadlineError("waited longer than 5000 ms"));
  expect(toTexts(batches)).toEqual(["a", "b", "c", "d", "f g"]);
  batches[4]?.succeed();
  expect(await Promise.all([waiting, next])).toEqual([["f"], ["g"]]);
});

test("how long its requests waited does not make a batch older", async () => {
  const { commit, batches, advance } = createRig();
  for (const text of ["a", "b", "c", "d", "e"]) void commit(text);
  advance(LIMIT_MS - 1);
  for (const batch of batches) batch.succeed();
  await settle();
  for (const text of ["f", "g", "h"]) void commit(text);
  expect(toTexts(batches.slice(4))).toEqual(["e", "f", "g", "h"]);
  advance(LIMIT_MS - 1);
  void commit("i");
  expect(batches).toHaveLength(8);
});

test("whatever happens between a turn and its taking, everything is sent once and no batch is empty", async () => {
  for (let steps = 0; steps < 12; steps++)
    for (const isLate of [false, true]) {
      const { commit, batches, advance } = createRig();
      const first = ["a", "b", "c", "d"].map((text) => commit(text));
      const waiting = commit("e").catch((error: Error) => [error.message]);
      batches[0]?.succeed();
      for (let step = 0; step < steps; step++) await Promise.resolve();
      if (isLate) advance(LIMIT_MS);
      const next = commit("f");
      for (let done = 0; done < batches.length; done++) {
        batches[done]?.succeed();
        await settle();
      }
      await Promise.all(first);
      expect([["e"], ["waited longer than 5000 ms"]]).toContainEqual(await waiting);
      expect(await next).toEqual(["f"]);
      const sent = batches.flatMap(({ sql }) => sql);
      expect(sent.filter((text) => text !== "e")).toEqual(["a", "b", "c", "d", "f"]);
      expect(sent.filter((text) => text === "e").length).toBeLessThanOrEqual(1);
      expect(batches.every(({ sql }) => sql.length > 0)).toBe(true);
    }
});

test("who comes when batches were lost sends those in front, and they what is left", async () => {
  const { commit, batches, advance } = createRig();
  for (const text of ["a", "b", "c", "d"]) void commit(text);
  advance(LIMIT_MS - 1);
  const waiting = Array.from({ length: 41 }, (_, i) => commit(`w${i}`));
  advance(1);
  const last = commit("last");
  await settle();
  expect(batches.slice(4).map(({ sql }) => sql.length)).toEqual([40, 2]);
  for (const batch of batches.slice(4)) batch.succeed();
  expect(await last).toEqual(["last"]);
  expect(await Promise.all(waiting)).toHaveLength(41);
});

test("whatever arrives, fails or ends in whatever order: every request gets its own answer or an error", () =>
  fc.assert(
    fc.asyncProperty(
      fc.array(fc.oneof(fc.nat({ max: 50 }), fc.constantFrom("succeed", "lose", "refuse", "wait")), {
        minLength: 20,
        maxLength: 120,
      }),
      async (steps) => {
        const { commit, batches, advance } = createRig();
        const asked: { texts: string[]; answer: Promise<unknown> }[] = [];
        let ended = 0;
        for (const [i, step] of steps.entries()) {
          if (typeof step === "number") {
            const texts = Array.from({ length: 1 + (step % 7) }, (_, k) => `${i}.${k}`);
            asked.push({ texts, answer: commit(...texts).catch((error: Error) => error.message) });
          } else if (step === "wait") advance(LIMIT_MS / 3);
          else if (ended < batches.length) {
            const batch = batches[ended++];
            if (step === "succeed") batch?.succeed();
            else batch?.fail(step === "lose" ? "lost" : "SQLITE_CONSTRAINT");
          }
          await settle();
        }
        while (ended < batches.length) {
          batches[ended++]?.succeed();
          await settle();
        }
        for (const { texts, answer } of asked) {
          const outcome = await answer;
          if (typeof outcome === "string") expect(outcome).toMatch(/lost|SQLITE|waited longer/);
          else expect(outcome).toEqual(texts);
        }
        expect(Math.max(0, ...batches.map(({ sql }) => sql.length))).toBeLessThanOrEqual(40);
      },
    ),
    { numRuns: 60 },
  ));

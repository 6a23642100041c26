import { encode } from "gpt-tokenizer/encoding/o200k_base";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { LARGE, TYPICAL } from "../bench/mcp/calls.ts";
import { TASKS } from "../evals/catalog.ts";
import { type Caller, connect, ERAS, type Era } from "../evals/client.ts";
import { probe, toFaults } from "../evals/probe.ts";
import { RECOVERIES } from "../evals/recovery.ts";
import { createWorld, type World } from "../evals/world.ts";
import { toDemoAnchor } from "../local/demo-data/calendar.ts";
import { DEMO_KEYS } from "../local/seed.ts";
import type { Stack } from "../local/stack.ts";
import { startTestStack } from "./stack.ts";

const TYPICAL_TEXT_TOKENS = 800;
const MOST_TOKENS = 4000;

describe("over the running product with demo data", () => {
  let stack: Stack;
  let world: World;
  const callers = new Map<Era, Caller>();
  const sizes: { readonly text: number; readonly structured: number }[] = [];

  beforeAll(async () => {
    const now = Date.now();
    world = createWorld(toDemoAnchor(Math.floor(now / 1000)));
    stack = await startTestStack({
      demoData: true,
      now: () => now,
      vars: { READER_LIMIT_PER_MINUTE: "100000" },
    });
    for (const era of ERAS) callers.set(era, await connect(stack.url, DEMO_KEYS.marketing, era));
  }, 120_000);

  afterAll(async () => {
    await Promise.all([...callers.values()].map((caller) => caller.close()));
    await stack.close();
  });

  function toCaller(era: Era): Caller {
    const caller = callers.get(era);
    if (!caller) throw new Error(`not connected to the ${era} era`);
    return caller;
  }

  describe.each(ERAS)("in the %s era", (era) => {
    test.each(TASKS.map((task) => [`${task.family}: ${task.question}`, task] as const))(
      "%s is answered rightly",
      async (_, task) => {
        const caller = toCaller(era);
        const faults = await probe(task, world, async (name, input) => {
          const answered = await caller.call(name, input);
          const { text, structured } = answered;
          sizes.push({ text: toTokens(text), structured: toTokens(JSON.stringify(structured)) });
          return answered;
        });
        expect(faults).toEqual([]);
      },
    );

    test.each(RECOVERIES.map((recovery) => [recovery.mistake, recovery] as const))(
      "when %s, the answer says what to ask instead",
      async (_, recovery) => {
        const caller = toCaller(era);
        const { tool, input } = recovery.wrong(world);
        const wrong = await caller.call(tool, { ...input });
        expect(wrong.isError, wrong.text).toBe(recovery.isRefused);
        for (const words of recovery.says) expect(wrong.text).toContain(words);
        const corrected = recovery.corrected(wrong.text, world);
        expect(corrected, wrong.text).toBeDefined();
        if (!corrected) return;
        const right = await caller.call(corrected.tool, { ...corrected.input });
        expect(right.isError, right.text).toBe(false);
        expect(recovery.facts(world).flatMap((fact) => toFaults(fact, right.structured))).toEqual([]);
      },
    );

    test("a tool that does not exist is refused by name", async () => {
      await expect(toCaller(era).call("get_lead_names", {})).rejects.toThrow(/get_lead_names/);
    });
  });

  test.each(Object.entries({ ...TYPICAL, ...LARGE }))(
    "%s: the address in the answer gives the same answer over REST",
    async (_, [tool, input]) => {
      const { structured } = await toCaller("modern").call(tool, { ...input });
      if (tool === "describe_data") return;
      const { pathname, search } = new URL(String(structured?.link));
      const headers = { authorization: `Bearer ${DEMO_KEYS.marketing}` };
      const response = await fetch(stack.url + pathname + search, { headers });
      expect(await response.json()).toEqual(toUnshortened(structured));
    },
  );

  test("typical answers fit into a conversation, and none fills it", () => {
    expect(sizes.length).toBeGreaterThanOrEqual(2 * TASKS.length);
    const texts = sizes.map(({ text }) => text).sort((a, b) => a - b);
    expect(texts[Math.floor(texts.length * 0.9)]).toBeLessThanOrEqual(TYPICAL_TEXT_TOKENS);
    expect(texts.at(-1)).toBeLessThanOrEqual(MOST_TOKENS);
    expect(Math.max(...sizes.map(({ structured }) => structured))).toBeLessThanOrEqual(MOST_TOKENS);
  });
});

/** The answer without the note that the conversation had no room for more. */
function toUnshortened(structured: Record<string, unknown> = {}) {
  const quality = structured.quality as { warnings: { code: string }[] };
  const warnings = quality.warnings.filter(({ code }) => code !== "shortened");
  return { ...structured, quality: { ...quality, warnings } };
}

function toTokens(text: string): number {
  return encode(text).length;
}

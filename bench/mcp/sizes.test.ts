import { encode } from "gpt-tokenizer/encoding/o200k_base";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { type Desk, openDesk } from "../../evals/desk.ts";
import { EXAMPLE_NOW } from "../../evals/examples.ts";
import { estimateTokens } from "../../src/mcp/token-estimate.ts";
import { TOOLS } from "../../src/mcp/tools/index.ts";
import { LARGE, TOO_LARGE, TYPICAL } from "./calls.ts";

const MOST_TOKENS = 4000;
const TYPICAL_TEXT_TOKENS = 800;

let desk: Desk;
beforeAll(async () => {
  desk = await openDesk(EXAMPLE_NOW, "http://localhost:8787");
}, 120_000);
afterAll(() => desk.close());

async function ask(tool: string, input: object) {
  const { text, structured } = (await TOOLS.find(({ name }) => name === tool)?.run({ ...input }, desk)) ?? {};
  const json = JSON.stringify(structured);
  return { text: encode(text ?? "").length, structured: encode(json).length, estimate: estimateTokens(json) };
}

describe("an answer fits into a conversation", () => {
  test.each(Object.entries(TYPICAL))("%s", async (_, [tool, input]) => {
    const { text, structured } = await ask(tool, input);
    expect(text).toBeLessThanOrEqual(TYPICAL_TEXT_TOKENS);
    expect(structured).toBeLessThanOrEqual(MOST_TOKENS);
  });

  test.each(Object.entries(LARGE))("even %s", async (_, [tool, input]) => {
    const { text, structured, estimate } = await ask(tool, input);
    expect(text).toBeLessThanOrEqual(MOST_TOKENS);
    expect(structured).toBeLessThanOrEqual(MOST_TOKENS);
    expect(estimate / structured).toBeGreaterThan(0.95);
    expect(estimate / structured).toBeLessThan(1.1);
  });

  test.each(Object.entries(TOO_LARGE))(
    "%s are refused with what to ask instead",
    async (_, [tool, input]) => {
      await expect(ask(tool, input)).rejects.toMatchObject({
        code: "too_many_cells",
        errors: [{ field: "bucket" }],
      });
    },
  );
});

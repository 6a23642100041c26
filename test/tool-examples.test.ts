import { afterAll, beforeAll, expect, test } from "vitest";
import { type Desk, openDesk } from "../evals/desk.ts";
import { EXAMPLE_CALLS, EXAMPLE_NOW } from "../evals/examples.ts";
import { TOOLS } from "../src/mcp/tools/index.ts";

let desk: Desk;
beforeAll(async () => {
  desk = await openDesk(EXAMPLE_NOW, "http://localhost:8787");
}, 120_000);
afterAll(() => desk.close());

// docs/api/mcp-tools.md shows these files; update them with -u, then run npm run docs.
test.each(TOOLS.map((tool) => [tool.name, tool] as const))(
  "the example of %s is the answer given",
  async (name, tool) => {
    const input = EXAMPLE_CALLS[name] ?? {};
    const { text, structured } = await tool.run({ ...input }, desk);
    const example = { name, arguments: input, text: text.split("\n"), structuredContent: structured };
    await expect(`${JSON.stringify(example, null, 2)}\n`).toMatchFileSnapshot(
      `../docs/api/examples/${name}.json`,
    );
  },
);

test("every tool has an example, and every example a tool", () => {
  expect(Object.keys(EXAMPLE_CALLS).sort()).toEqual(TOOLS.map(({ name }) => name).sort());
});

import { describe, expect, it } from "vitest";
import { TASKS } from "../evals/catalog.ts";
import { rankTools } from "../evals/selection.ts";
import { FAMILIES } from "../evals/task.ts";
import { TOOLS } from "../src/mcp/tools/index.ts";

const NAMES = TOOLS.map(({ name }) => name);

describe("the questions", () => {
  it("are at least sixty, each with its own name and words", () => {
    expect(TASKS.length).toBeGreaterThanOrEqual(60);
    expect(new Set(TASKS.map(({ id }) => id)).size).toBe(TASKS.length);
    const words = TASKS.flatMap(({ question, paraphrase }) => [question, paraphrase]);
    expect(new Set(words).size).toBe(2 * TASKS.length);
  });

  it("cover every family and every tool", () => {
    for (const family of FAMILIES) {
      const own = TASKS.filter((task) => task.family === family);
      expect(own.length, family).toBeGreaterThanOrEqual(8);
    }
    expect([...new Set(TASKS.map(({ expected }) => expected))].sort()).toEqual(NAMES.toSorted());
  });

  it("name tools that exist, and none that they would give away", () => {
    for (const { id, question, paraphrase, expected, acceptable } of TASKS) {
      for (const name of [expected, ...acceptable]) expect(NAMES, id).toContain(name);
      expect(acceptable, id).not.toContain(expected);
      for (const name of NAMES) expect(`${question} ${paraphrase}`, id).not.toContain(name);
    }
  });
});

describe("tool descriptions, matched by words as a stand-in for a model's choice,", () => {
  const asked = TASKS.flatMap((task) => [task.question, task.paraphrase].map((words) => ({ task, words })));
  const chosen = asked.map(({ task, words }) => ({ task, tool: rankTools(words, TOOLS)[0] ?? "" }));

  it("put the tool made for a question first at least four times in five", () => {
    const right = chosen.filter(({ task, tool }) => tool === task.expected);
    expect(right.length / chosen.length).toBeGreaterThanOrEqual(0.8);
  });

  it("leave no tool without most of its questions", () => {
    const shares = NAMES.map((name) => {
      const own = chosen.filter(({ task }) => task.expected === name);
      return [name, own.filter(({ tool }) => tool === name).length / own.length];
    });
    for (const [name, share] of shares) expect(share, `${name}`).toBeGreaterThanOrEqual(0.6);
  });

  it("do not depend on the order in which tools are listed", () => {
    for (const { words } of asked) {
      expect(rankTools(words, TOOLS.toReversed())[0], words).toBe(rankTools(words, TOOLS)[0]);
    }
  });
});

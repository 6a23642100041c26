import { readdirSync, readFileSync } from "node:fs";
import { describe, expect, it } from "vitest";
import { DIMENSION_NAMES, EVENT_TYPES, METRIC_NAMES, RATE_NAMES } from "../src/domain/dataset.ts";
import { GOODS } from "../src/insights/good.ts";
import { readPrompt } from "../src/mcp/prompts/prompt.ts";
import { toRecord } from "../src/mcp/schema.ts";
import { TOOLS } from "../src/mcp/tools/index.ts";
import { BUCKETS, COMPARISONS, GROUPS, OPERATORS } from "../src/stats/request.ts";

const FOLDER = new URL("../prompts/", import.meta.url);
const read = (name: string) => readFileSync(new URL(name, FOLDER), "utf8");
const FILES = readdirSync(FOLDER).filter((name) => read(name).startsWith("---\n"));

const TOOL_NAMES = TOOLS.map(({ name }) => name);
const KNOWN = new Set<string>([
  ...TOOL_NAMES,
  ...TOOLS.flatMap(({ inputSchema }) => Object.keys(toRecord(inputSchema.properties))),
  ...[DIMENSION_NAMES, METRIC_NAMES, RATE_NAMES, EVENT_TYPES].flat(),
  ...[GROUPS, BUCKETS, COMPARISONS, OPERATORS, GOODS].flat(),
]);

describe.each(FILES)("%s", (file) => {
  const prompt = readPrompt(read(file));

  it("is named like its file", () => {
    expect(`${prompt.name.replaceAll("_", "-")}.md`).toBe(file);
  });

  it("names nothing that does not exist", () => {
    const named = [...prompt.body.matchAll(/`([^`]+)`/g)].map(([, word]) => word ?? "");
    expect(named.filter((word) => !KNOWN.has(word))).toEqual([]);
    expect(named.some((word) => TOOL_NAMES.includes(word))).toBe(true);
  });

  it("uses each of its arguments and no other", () => {
    const used = new Set([...prompt.body.matchAll(/\{\{(\w+)\}\}/g)].map(([, name]) => name ?? ""));
    expect([...used].sort()).toEqual(prompt.arguments.map(({ name }) => name).sort());
  });
});

describe("prompt files", () => {
  it("are all served", () => {
    const served = readFileSync(new URL("../src/mcp/prompt-texts.ts", import.meta.url), "utf8");
    for (const file of FILES) expect(served).toContain(`prompts/${file}"`);
  });

  it("use every tool", () => {
    const texts = FILES.map(read).join("\n");
    const unused = TOOL_NAMES.filter((name) => name !== "describe_data" && !texts.includes(name));
    expect(unused).toEqual([]);
  });

  it("name no tool that does not exist, in prose neither", () => {
    const verbs = /\b(?:describe|get|rank|find|explain|audit|detect|forecast)_[a-z_]+/g;
    for (const file of readdirSync(FOLDER)) {
      for (const [name] of read(file).matchAll(verbs)) expect(TOOL_NAMES, file).toContain(name);
    }
  });
});

describe("the server instructions", () => {
  it("fit into a paragraph or four that no client cuts", () => {
    expect(read("server-instructions.md").length).toBeLessThanOrEqual(2000);
  });

  it("name every tool within what the strictest client reads", () => {
    const read512 = read("server-instructions.md").slice(0, 512);
    expect(TOOL_NAMES.filter((name) => !read512.includes(name))).toEqual([]);
  });
});

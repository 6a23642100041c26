import { globSync, readFileSync } from "node:fs";
import { resolve } from "node:path";
import { describe, expect, test } from "vitest";
import { findViolations, readImports, readSourceImports } from "./layers.ts";

const ROOT = resolve(import.meta.dirname, "..");

describe("layers", () => {
  test("hold in the whole source", () => {
    const imports = readSourceImports(ROOT);
    expect(imports.length).toBeGreaterThan(100);
    expect(findViolations(imports)).toEqual([]);
  });

  test.each([
    ["src/mcp/server.ts", 'import { createIngest } from "../ingest/ingest.ts";'],
    ["src/mcp/server.ts", 'export * from "../ingest/ingest.ts";'],
    ["src/mcp/server.ts", 'const m = await import("../ingest/ingest.ts");'],
    ["src/stats/table.ts", 'import type { Submission } from "../ingest/submission.ts";'],
    ["src/stats/table.ts", 'import { Hono } from "hono";'],
    ["src/ingest/store.ts", 'import { McpServer } from "@modelcontextprotocol/server";'],
    ["src/domain/lead.ts", 'import { startEngine } from "../../local/analytics-engine/src/index.ts";'],
    ["src/domain/lead.ts", 'import { readConfig } from "../config.ts";'],
    ["src/mcp/view/host.ts", 'import type { StatsAnswer } from "../../stats/answer.ts";'],
    ["src/form/lead.ts", 'import { toLabel } from "../domain/label.ts";'],
  ])("are broken by %s: %s", (file, source) => {
    expect(findViolations(readImports(file, source))).toHaveLength(1);
  });

  test("let the allowed through", () => {
    const source =
      'import { z } from "zod";\nimport type { Statistics } from "../stats/port.ts";\nimport text from "../../prompts/x.md";';
    expect(findViolations(readImports("src/mcp/server.ts", source))).toEqual([]);
  });
});

test("zod is imported as a namespace, which keeps its translations out of the bundle", () => {
  const named = globSync("src/**/*.ts", { cwd: ROOT }).filter((path) =>
    /import (type )?\{[^}]*\} from "zod"/.test(readFileSync(resolve(ROOT, path), "utf8")),
  );
  expect(named).toEqual([]);
});

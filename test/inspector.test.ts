import { afterAll, beforeAll, describe, expect, test } from "vitest";
import * as z from "zod";
import { DEMO_KEYS } from "../local/seed.ts";
import type { Stack } from "../local/stack.ts";
import { TOOLS } from "../src/mcp/tools/index.ts";
import { inspect } from "./inspector-command.ts";
import { startTestStack } from "./stack.ts";

const TOOL_NAMES = TOOLS.map(({ name }) => name);

const LIST = z.object({ result: z.object({ tools: z.array(z.object({ name: z.string() })) }) });
const APP = z.object({
  toolName: z.string(),
  hasApp: z.boolean(),
  resourceUri: z.string().optional(),
  csp: z.looseObject({}).optional(),
});
const LOAD = z.object({
  result: z.object({ requests: z.number(), ok: z.number(), toolErrors: z.number(), errors: z.number() }),
});
const CALL = z.object({
  result: z.object({ _meta: z.looseObject({}).optional(), structuredContent: z.unknown() }),
});

const LOAD_TEST = ["--load", "--load-concurrency", "10", "--load-duration", "2"];

describe("the Inspector", () => {
  let stack: Stack;
  beforeAll(async () => {
    // The limit per key is tested elsewhere; here one key asks as fast as it can.
    stack = await startTestStack({ demoData: true, vars: { READER_LIMIT_PER_MINUTE: "1000000" } });
  }, 120_000);
  afterAll(() => stack.close());

  describe.each(["modern", "legacy"])("in the %s era", (era) => {
    const ask = (...args: string[]) =>
      inspect(`${stack.url}/mcp`, DEMO_KEYS.marketing, [
        ...["--protocol-era", era, "--format", "json", "--method"],
        ...args,
      ]);

    test("finds no schema that a model's vendor would refuse, and no doubtful parameter", async () => {
      const { exitCode, stdout, stderr } = await ask("tools/list", "--strict");
      const warnings = [...stderr.matchAll(/^Warning: tool "(\w+)"\n\s+Path: (\S+)\n\s+Issue: (.+)/gm)];
      for (const [, tool, path, issue] of warnings) console.warn(`${era}: ${tool} ${path}: ${issue}`);
      expect(warnings.filter(([, , path = ""]) => path.startsWith("inputSchema"))).toEqual([]);
      expect(stderr).not.toMatch(/^Error/m);
      expect(exitCode, stderr).toBe(0);
      expect(LIST.parse(JSON.parse(stdout)).result.tools.map(({ name }) => name)).toEqual(TOOL_NAMES);
    });

    test("tells of every tool whether it has an app", async () => {
      const { exitCode, stdout, stderr } = await ask("tools/list", "--app-info", "--advertise-apps");
      expect(exitCode, stderr).toBe(0);
      const apps = stdout
        .trim()
        .split("\n")
        .map((line) => APP.parse(JSON.parse(line)));
      expect(apps).toMatchObject(
        TOOLS.map(({ name, meta }) =>
          meta
            ? { toolName: name, hasApp: true, resourceUri: meta.ui.resourceUri }
            : { toolName: name, hasApp: false },
        ),
      );
      // A page that draws the answers reaches no network.
      const drawn = apps.filter(({ hasApp }) => hasApp);
      expect(drawn.length).toBeGreaterThan(0);
      for (const { csp } of drawn) expect(csp).toEqual({ connectDomains: [], resourceDomains: [] });
    });

    test("is answered in the era it asks for", async () => {
      const { exitCode, stdout, stderr } = await ask("tools/call", "--tool-name", "describe_data");
      expect(exitCode, stderr).toBe(0);
      const { _meta: meta = {}, structuredContent } = CALL.parse(JSON.parse(stdout)).result;
      expect(structuredContent).toBeTypeOf("object");
      expect("io.modelcontextprotocol/serverInfo" in meta).toBe(era === "modern");
    });

    test("asks ten questions at a time for two seconds, and each is answered", async () => {
      const question = ["--tool-name", "get_lead_stats", "--tool-args-json", '{"period":"last_week"}'];
      const { exitCode, stdout, stderr } = await ask("tools/call", ...question, ...LOAD_TEST);
      expect(exitCode, stderr).toBe(0);
      const { requests, ok, ...failures } = LOAD.parse(JSON.parse(stdout)).result;
      expect(failures).toEqual({ toolErrors: 0, errors: 0 });
      expect(ok).toBe(requests);
      expect(requests).toBeGreaterThan(0);
    });
  });

  test("is refused without a valid key", async () => {
    const { exitCode } = await inspect(`${stack.url}/k/mcp`, "lsk_wrong", ["--method", "tools/list"]);
    expect(exitCode).toBe(3);
  });
});

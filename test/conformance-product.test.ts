import { globSync, readFileSync } from "node:fs";
import { join, resolve } from "node:path";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { FIXTURE_PATH, type Lane, openProductLane } from "../conformance/lane.ts";
import { readSuiteVersion } from "../conformance/package.ts";
import { LIMITS, toIntroduction, toProductSection } from "../conformance/page.ts";
import { type Run, runCommand, runSuite } from "../conformance/suite.ts";
import { DEMO_KEYS } from "../local/seed.ts";

const ROOT = resolve(import.meta.dirname, "..");
const PAGE = readFileSync(resolve(ROOT, "docs/conformance.md"), "utf8");

/** Names under which the fixtures are registered, read from where they are registered. */
const FIXTURES = globSync("conformance/worker/*.ts", { cwd: ROOT }).flatMap((path) =>
  [
    ...readFileSync(join(ROOT, path), "utf8").matchAll(
      /\btest_[a-z_0-9]+|json_schema_2020_12_tool|test:\/\//g,
    ),
  ].map(([name]) => name),
);

describe("the production build", () => {
  let lane: Lane & { readonly folder: string };
  let runs: Run[];
  beforeAll(async () => {
    lane = await openProductLane();
    runs = [await runSuite(lane.url, "2026-07-28"), await runSuite(lane.url, "2025-11-25")];
  }, 240_000);
  afterAll(() => lane.close());

  test("gives the results that are published", () => {
    expect(PAGE, "npm run conformance writes the page").toContain(toProductSection(runs));
    expect(PAGE.startsWith(toIntroduction(readSuiteVersion()))).toBe(true);
    expect(PAGE.endsWith(LIMITS)).toBe(true);
  });

  test("sends no message that breaks the schema of the protocol", () => {
    const checks = runs.flatMap(({ scenarios }) => scenarios.flatMap((one) => one.checks));
    const compared = checks.filter(({ id }) => id === "wire-schema-valid");
    expect(compared.length).toBeGreaterThan(60);
    expect(compared.filter(({ status }) => status !== "SUCCESS")).toEqual([]);
  });

  test("describes how to sign in as the protocol asks", async () => {
    const scenario = ["--scenario", "authorization-server-metadata-endpoint"];
    const { exitCode, output } = await runCommand(["authorization", "--url", lane.origin, ...scenario]);
    expect(output).toContain("Passed: 2/2, 0 failed, 0 warnings");
    expect(exitCode, output).toBe(0);
  });

  test("holds no fixture", () => {
    const bundle = globSync("*.{js,md}", { cwd: lane.folder })
      .map((name) => readFileSync(join(lane.folder, name), "utf8"))
      .join("\n");
    expect(bundle).toContain("describe_data");
    expect(new Set(FIXTURES).size).toBeGreaterThan(25);
    expect([...new Set(FIXTURES)].filter((name) => bundle.includes(name))).toEqual([]);
    expect(bundle).not.toContain(FIXTURE_PATH);
  });

  test("has no endpoint with fixtures", async () => {
    const ask = (path: string) =>
      fetch(lane.origin + path, {
        method: "POST",
        headers: {
          Authorization: `Bearer ${DEMO_KEYS.marketing}`,
          "Content-Type": "application/json",
          Accept: "application/json, text/event-stream",
        },
        body: JSON.stringify({ jsonrpc: "2.0", id: 1, method: "tools/list" }),
      });
    const missing = await ask(FIXTURE_PATH);
    expect(missing.status, await missing.text()).toBe(404);
    const offered = await ask("/mcp");
    const text = await offered.text();
    expect(offered.status, text).toBe(200);
    expect(text).not.toMatch(/"name":"test_/);
  });
});

test("the page of results claims no approval", () => {
  expect(PAGE).not.toMatch(/certif/i);
});

import { mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join, resolve } from "node:path";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { BASELINE, readBaseline } from "../conformance/baseline.ts";
import { type Lane, openFixtureLane } from "../conformance/lane.ts";
import { toFixtureSection } from "../conformance/page.ts";
import { type Run, runCommand, runSuite } from "../conformance/suite.ts";
import { listFindings, listScored } from "../conformance/verdict.ts";

const PAGE = readFileSync(resolve(import.meta.dirname, "../docs/conformance.md"), "utf8");

const toNames = (run: Run, verdict: Parameters<typeof listScored>[1]) =>
  listScored(run, verdict).map(({ name }) => name);

describe("the product's factory and handler, with the suite's fixtures", () => {
  let lane: Lane;
  let modern: Run;
  let legacy: Run;
  beforeAll(async () => {
    lane = await openFixtureLane();
    modern = await runSuite(lane.url, "2026-07-28");
    legacy = await runSuite(lane.url, "2025-11-25", BASELINE);
  }, 240_000);
  afterAll(() => lane.close());

  test("pass all 37 scenarios of 2026-07-28, without a warning", () => {
    expect(listFindings(modern, "FAILURE"), modern.output).toEqual([]);
    expect(listFindings(modern, "WARNING")).toEqual([]);
    expect(toNames(modern, "passed")).toHaveLength(37);
    expect(modern.exitCode).toBe(0);
  });

  test("pass 23 of 30 scenarios of 2025-11-25, and fail only as the baseline says", () => {
    expect(legacy.exitCode, legacy.output).toBe(0);
    expect(toNames(legacy, "passed")).toHaveLength(23);
    expect(toNames(legacy, "warned")).toEqual(["server-sse-multiple-streams"]);
    expect(toNames(legacy, "failed")).toHaveLength(6);
  });

  test("fail everything that the baseline expects, for a reason that stands beside it", () => {
    const found = [...listFindings(legacy, "FAILURE"), ...listFindings(legacy, "WARNING")];
    const expected = readBaseline();
    expect(expected.map(({ check }) => check).sort()).toEqual(found.sort());
    expect(expected.filter(({ reason }) => reason === "")).toEqual([]);
  });

  test("show their warnings", () => {
    for (const run of [modern, legacy])
      for (const warning of listFindings(run, "WARNING")) console.warn(`${run.revision} warns: ${warning}`);
    expect(listFindings(legacy, "WARNING")).toEqual([
      "server-sse-multiple-streams:server-sse-multiple-streams-session",
    ]);
  });

  test("are described as they are", () => {
    expect(PAGE, "npm run conformance writes the page").toContain(
      toFixtureSection([modern, legacy], readBaseline()),
    );
  });

  test("fail with a baseline that expects what passes", async () => {
    const folder = mkdtempSync(join(tmpdir(), "lead-stats-baseline-"));
    try {
      const stale = join(folder, "stale.yml");
      writeFileSync(stale, "server:\n  - ping:ping\n");
      const args = ["--scenario", "ping", "--spec-version", "2025-11-25", "--expected-failures", stale];
      const { exitCode, output } = await runCommand(["server", "--url", lane.url, ...args]);
      expect(output).toContain("Stale baseline entries");
      expect(exitCode).toBe(1);
    } finally {
      rmSync(folder, { recursive: true, force: true });
    }
  });
});

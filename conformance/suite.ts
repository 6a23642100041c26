import { spawn } from "node:child_process";
import { mkdtempSync, readdirSync, readFileSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import * as z from "zod";
import { COMMAND, type Revision, readScored } from "./package.ts";

const CHECKS = z.array(
  z.object({
    id: z.string(),
    status: z.enum(["SUCCESS", "FAILURE", "WARNING", "SKIPPED", "INFO"]),
    errorMessage: z.string().optional(),
  }),
);
export type Check = z.output<typeof CHECKS>[number];

export interface Scenario {
  readonly name: string;
  /** Whether the revision requires it. */
  readonly isScored: boolean;
  readonly checks: readonly Check[];
}

export interface Run {
  readonly revision: Revision;
  /** Of the suite's command: 0 when everything scored passed, or what failed was expected and nothing else. */
  readonly exitCode: number | null;
  /** What the command printed. */
  readonly output: string;
  /** Scored ones first, in the suite's order. */
  readonly scenarios: readonly Scenario[];
}

const LONGEST_RUN_MS = 120_000;

/**
 * Runs everything a revision requires, and what the suite runs beside it.
 * @param url of the endpoint
 * @param baseline path of a YAML file with the failures to expect
 */
export async function runSuite(url: string, revision: Revision, baseline?: string): Promise<Run> {
  const folder = mkdtempSync(join(tmpdir(), "lead-stats-suite-"));
  try {
    const expected = baseline === undefined ? [] : ["--expected-failures", baseline];
    const args = ["server", "--url", url, "--requirements", revision, "--output-dir", folder, ...expected];
    const { exitCode, output } = await runCommand(args);
    return { revision, exitCode, output, scenarios: readScenarios(folder, readScored(revision)) };
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}

/** Runs the suite's command and waits for its end. */
export function runCommand(
  args: readonly string[],
): Promise<{ readonly exitCode: number | null; readonly output: string }> {
  return new Promise((resolve, reject) => {
    const child = spawn(process.execPath, [COMMAND, ...args], {
      stdio: ["ignore", "pipe", "pipe"],
      timeout: LONGEST_RUN_MS,
      env: { ...process.env, NO_COLOR: "1" },
    });
    let output = "";
    const keep = (chunk: Buffer) => {
      output += chunk.toString();
    };
    child.stdout.on("data", keep);
    child.stderr.on("data", keep);
    child.on("error", reject);
    child.on("close", (exitCode) => resolve({ exitCode, output }));
  });
}

/** Result folders are called `server-SCENARIO-TIMESTAMP`. */
function readScenarios(folder: string, scored: readonly string[]): Scenario[] {
  const scenarios = readdirSync(folder).map((entry): Scenario => {
    const [, name] = /^server-(.+)-\d{4}-\d\d-\d\dT[\d-]+Z$/.exec(entry) ?? [];
    if (name === undefined) throw new TypeError(`${entry} is no result of the suite`);
    const checks = CHECKS.parse(JSON.parse(readFileSync(join(folder, entry, "checks.json"), "utf8")));
    return { name, isScored: scored.includes(name), checks };
  });
  const toPlace = ({ name }: Scenario) => scored.indexOf(name);
  const others = scenarios.filter(({ isScored }) => !isScored).sort((a, b) => (a.name < b.name ? -1 : 1));
  return [...scenarios.filter(({ isScored }) => isScored).sort((a, b) => toPlace(a) - toPlace(b)), ...others];
}

import { spawn } from "node:child_process";
import { once } from "node:events";
import { text } from "node:stream/consumers";
import { fileURLToPath } from "node:url";
import { expect, test } from "vitest";
import { createDataDir } from "../test/running-engine.ts";

const CLI = fileURLToPath(new URL("cli.ts", import.meta.url));

interface Ended {
  code: number | null;
  out: string;
  err: string;
}

async function run(args: string[], signal?: NodeJS.Signals): Promise<Ended> {
  const child = spawn(process.execPath, [CLI, ...args], { stdio: ["ignore", "pipe", "pipe"] });
  const outputs = Promise.all([text(child.stdout), text(child.stderr)]);
  if (signal) child.stdout.once("data", () => child.kill(signal));
  const [code] = await once(child, "exit");
  const [out, err] = await outputs;
  return { code, out, err };
}

test("explains itself", async () => {
  const { code, out } = await run(["--help"]);
  expect([code, out.split("\n")[0]]).toEqual([0, "Usage: local-analytics-engine --data DIR [options]"]);
});

test("says in one line what does not fit", async () => {
  const dataDir = createDataDir();
  const refusals = await Promise.all([
    run([]),
    run(["--data", dataDir, "--port", "http"]),
    run(["--data", dataDir, "--prot", "1"]),
    run(["--data", dataDir, "--settings", "[]"]),
    run(["--data", dataDir, "--settings", '{"delay":1}']),
    run(["--data", dataDir, "--columns", '{"leads":{"project":"blob99"}}', "--port", "0"]),
  ]);
  expect(refusals.map(({ code }) => code)).toEqual(Array(refusals.length).fill(1));
  expect(refusals.map(({ err }) => err)).toMatchInlineSnapshot(`
    [
      "local-analytics-engine: --data DIR is required
    ",
      "local-analytics-engine: --port must be a number from 0 to 65535
    ",
      "local-analytics-engine: Unknown option '--prot'
    ",
      "local-analytics-engine: --settings must be a JSON object
    ",
      "local-analytics-engine: settings has no option "delay"; the options are ingestDelayMs, sampling, readSampling, retentionDays, dailyQueryLimit, dailyWriteLimit, maxRows, faults
    ",
      "local-analytics-engine: columns.leads.project must be index1, blob1 … blob20 or double1 … double20
    ",
    ]
  `);
});

test("runs until it is told to stop, then leaves cleanly", async () => {
  for (const signal of ["SIGTERM", "SIGINT"] as const) {
    const dataDir = createDataDir();
    const { code, out, err } = await run(["--data", dataDir, "--port", "0"], signal);
    expect(out).toMatch(/^Local Analytics Engine on http:\/\/127\.0\.0\.1:\d+ \(0 points in /);
    expect([code, err]).toEqual([0, ""]);
  }
});

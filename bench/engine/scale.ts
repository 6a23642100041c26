import { execFileSync, spawn } from "node:child_process";
import { once } from "node:events";
import { fileURLToPath } from "node:url";
import { ask } from "./ask.ts";
import { STATEMENTS } from "./statements.ts";
import { report, time } from "./timing.ts";

const CLI = fileURLToPath(new URL("../../local/analytics-engine/src/cli.ts", import.meta.url));
const START_MS = 2_000;
const GROWTH = 1.1;
const KB_PER_MB = 1_024;
const FAILING = "SELECT max(toUInt32(blob7)) AS x FROM leads";

function toResidentMb(pid: number | undefined): number {
  return Number(execFileSync("ps", ["-o", "rss=", "-p", String(pid)], { encoding: "utf8" })) / KB_PER_MB;
}

/**
 * Starts the engine as a process of its own on a filled folder, runs all statements again and again, each
 * followed by a failing one, and compares the memory of the first and the last quarter.
 */
export async function measureScale(dataDir: string, points: number, rounds: number): Promise<void> {
  console.log(`\nScale, ${points} points`);
  const begun = performance.now();
  const child = spawn(process.execPath, [CLI, "--data", dataDir, "--port", "0"], {
    stdio: ["ignore", "pipe", "inherit"],
  });
  const [line] = await once(child.stdout, "data");
  const ms = performance.now() - begun;
  report(
    `start on ${points} points, process included`,
    `${Math.round(ms)} ms`,
    `≤ ${START_MS} ms`,
    ms <= START_MS,
  );

  const port = Number(/:(\d+) /.exec(String(line))?.[1]);
  const best = new Map<string, number>();
  const resident: number[] = [];
  for (let round = 0; round < rounds; round++) {
    for (const [name, sql] of Object.entries(STATEMENTS)) {
      const taken = await time(() => ask(port, sql));
      best.set(name, Math.min(best.get(name) ?? taken, taken));
      await ask(port, FAILING).catch(() => {});
    }
    resident.push(toResidentMb(child.pid));
  }
  child.kill("SIGTERM");
  await once(child, "exit");

  for (const [name, least] of best)
    report(name, `${least.toFixed(1)} ms, best of ${rounds}`, "reported", true);
  const quarter = Math.ceil(rounds / 4);
  const early = Math.max(...resident.slice(0, quarter));
  const late = Math.max(...resident.slice(-quarter));
  const numbers = `${Math.round(early)} → ${Math.round(late)} MB over ${rounds * best.size * 2} queries, half failing`;
  report(
    "memory under queries",
    `${(late / early).toFixed(2)}×  (${numbers})`,
    `≤ ${GROWTH}×`,
    late / early <= GROWTH,
  );
}

import { mkdirSync, mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { fill } from "./fill.ts";
import { type Measured, measure } from "./measure.ts";
import { startWorkers } from "./workers.ts";

// `--quick` measures the same on a tenth of the events, with fewer runs.
const isQuick = process.argv.includes("--quick");
const SIZES = [100_000, 1_000_000, 10_000_000].map((size) => (isQuick ? size / 10 : size));
const RUNS = isQuick ? 15 : 41;
const WORKER_MS = 5;
const GROWTH = 1.25;
const KIB = 1024;

const percentile = (values: readonly number[], share: number) =>
  values.toSorted((a, b) => a - b)[Math.floor(share * (values.length - 1))] ?? Number.NaN;
const p50 = (values: readonly number[]) => percentile(values, 0.5);
const ms = (value: number) => value.toFixed(1).padStart(6);
const both = (values: readonly number[]) => `${ms(p50(values))} ${ms(percentile(values, 0.95))}`;

const medians: number[] = [];
const cpus: number[] = [];
let sizes: Measured[] = [];
for (const events of SIZES) {
  const home = mkdtempSync(join(tmpdir(), "bench-stats-"));
  mkdirSync(join(home, "engine"));
  try {
    await fill(join(home, "engine"), events);
    const running = await startWorkers(home);
    try {
      const { questions, way } = await measure(running, RUNS);
      console.log(`\n${events.toLocaleString("en")} events, ${RUNS} runs, milliseconds: p50 and p95`);
      console.log(
        `  ${"".padEnd(30)}${["engine", "worker", "its CPU", "asked", "kept"].map((name) => name.padStart(16)).join("")}   asked/kept`,
      );
      for (const { name, engine, worker, cpu, asked, kept } of questions) {
        const cells = [engine, worker, cpu, asked, kept].map((values) => both(values).padStart(16)).join("");
        console.log(`  ${name.padEnd(30)}${cells}   ${(p50(asked) / p50(kept)).toFixed(1)}×`);
      }
      console.log(`  ${"a refused question".padEnd(30)}${both(way).padStart(64)}`);
      medians.push(p50(questions.flatMap(({ worker }) => worker)));
      cpus.push(p50(questions.flatMap(({ cpu }) => cpu)));
      sizes = questions;
    } finally {
      await running.close();
    }
  } finally {
    rmSync(home, { recursive: true, force: true });
  }
}

console.log("\nSize of answers, KiB");
for (const { name, bytes, gzipBytes } of sizes) {
  console.log(
    `  ${name.padEnd(30)}${(bytes / KIB).toFixed(1).padStart(8)}, gzipped ${(gzipBytes / KIB).toFixed(1)}`,
  );
}
const worst = Math.max(...medians);
const growth = (cpus.at(-1) ?? Number.NaN) / (cpus[0] ?? Number.NaN);
console.log("\nGoals");
report(
  `Worker on top of the engine, p50 over all questions: ${worst.toFixed(1)} ms`,
  worst <= WORKER_MS,
  `≤ ${WORKER_MS} ms`,
);
report(
  `… its CPU time with a hundred times the events: ${growth.toFixed(2)}×`,
  growth <= GROWTH,
  `≤ ${GROWTH}×`,
);

function report(result: string, isMet: boolean, goal: string): void {
  console.log(`  ${isMet ? "ok  " : "MISS"}  ${result}  (goal ${goal})`);
}

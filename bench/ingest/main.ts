import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { createCpuClock } from "../cpu.ts";
import { load } from "./load.ts";
import { startWorkers, type WorkerName } from "./workers.ts";

// `--quick` runs fewer and shorter rounds.
const isQuick = process.argv.includes("--quick");
const ROUNDS = isQuick ? 10 : 75;
const ROUND_MS = 500;
const CONNECTIONS = 50;
// So many until the runtime has compiled what it will: the same for every Worker, so that their databases are of one size.
const WARM_UP_REQUESTS = isQuick ? 1000 : 12_000;
const COUNTED = "ours, batches counted" satisfies WorkerName;
const GOALS: readonly [ours: WorkerName, bare: WorkerName, ratio: number][] = [
  ["ours", "bare, one batch of three", 0.85],
  ["ours, storage doubled", "bare, no storage", 0.4],
];

const folder = mkdtempSync(join(tmpdir(), "bench-ingest-"));
const workers = await startWorkers(folder);
try {
  let person = 0;
  const next = () => person++;
  const readCpuMs = createCpuClock();
  const rates = new Map<string, number[]>();
  const cpus = new Map<string, number[]>();
  const measured = [...workers.ports].filter(([name]) => name !== COUNTED);
  for (const [name, port] of measured) {
    console.log(`warming up: ${name}, ${WARM_UP_REQUESTS} submissions`);
    await load(port, { connections: CONNECTIONS, requests: WARM_UP_REQUESTS, next });
  }
  for (let round = 0; round < ROUNDS; round++) {
    for (const [name, port] of measured) {
      const before = readCpuMs();
      const { requests, seconds, refused } = await load(port, {
        connections: CONNECTIONS,
        ms: ROUND_MS,
        next,
      });
      if (refused > 0) throw new Error(`${name} refused ${refused} of ${requests} submissions`);
      add(rates, name, requests / seconds);
      add(cpus, name, ((readCpuMs() - before) / requests) * 1000);
    }
  }
  console.log(
    `Ingestion, ${CONNECTIONS} connections, median of ${ROUNDS} interleaved rounds of ${ROUND_MS} ms`,
  );
  for (const [name] of measured) {
    console.log(
      `  ${name.padEnd(26)} ${median(rates.get(name)).toFixed(0).padStart(6)} requests/s, ${median(cpus.get(name)).toFixed(0).padStart(5)} ms CPU per 1,000`,
    );
  }
  for (const [ours, bare, goal] of GOALS) {
    const ratio = median(rates.get(ours)) / median(rates.get(bare));
    console.log(
      `  ${ours} / ${bare}: ${ratio.toFixed(2)}× (goal ≥ ${goal}×) ${ratio >= goal ? "met" : "MISSED"}`,
    );
  }
  for (const [connections, requests] of [
    [1, 200],
    [CONNECTIONS, 2000],
  ] as const) {
    const before = await workers.countBatches();
    const sent = await load(workers.ports.get(COUNTED) ?? 0, { connections, requests, next });
    const roundTrips = ((await workers.countBatches()) - before) / sent.requests;
    console.log(`  D1 round trips per submission over ${connections} connections: ${roundTrips.toFixed(2)}`);
  }
  const leads = await workers.count("ours", "Leads");
  const submissions = await workers.count("ours", "LeadSubmissions");
  console.log(`  record: ${leads} leads, ${submissions} submissions`);
} finally {
  await workers.close();
  rmSync(folder, { recursive: true, force: true });
}

function add(series: Map<string, number[]>, name: string, value: number): void {
  series.set(name, [...(series.get(name) ?? []), value]);
}

function median(values: readonly number[] = []): number {
  const sorted = [...values].sort((a, b) => a - b);
  return sorted[Math.floor(sorted.length / 2)] ?? Number.NaN;
}

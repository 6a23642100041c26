import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { load } from "./load.ts";
import { startWorkers } from "./workers.ts";

// One minute of load, then every acknowledged submission is looked for in the record. `--quick` takes ten seconds.
const MS = process.argv.includes("--quick") ? 10_000 : 60_000;
const CONNECTIONS = 50;

const folder = mkdtempSync(join(tmpdir(), "soak-ingest-"));
const workers = await startWorkers(folder, ["ours"]);
try {
  let person = 0;
  const port = workers.ports.get("ours") ?? 0;
  const { requests, refused, seconds } = await load(port, {
    connections: CONNECTIONS,
    ms: MS,
    next: () => person++,
  });
  const acknowledged = requests - refused;
  const stored = await workers.count("ours", "LeadSubmissions");
  const leads = await workers.count("ours", "Leads");
  console.log(`${requests} submissions over ${CONNECTIONS} connections in ${seconds.toFixed(1)} s`);
  console.log(`  refused ${refused}, acknowledged ${acknowledged}, stored ${stored}, leads ${leads}`);
  const isWhole = refused === 0 && stored === acknowledged && leads === acknowledged;
  console.log(isWhole ? "  no error, no lost lead" : "  MISSED");
  process.exitCode = isWhole ? 0 : 1;
} finally {
  await workers.close();
  rmSync(folder, { recursive: true, force: true });
}

import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { fill } from "./fill.ts";
import { measureOverhead } from "./overhead.ts";
import { measureScale } from "./scale.ts";
import { measureStoring } from "./storing.ts";

// `--quick` measures the same on a tenth of the data.
const scale = process.argv.includes("--quick") ? 0.1 : 1;
const large = 1_000_000 * scale;
const huge = 10_000_000 * scale;
const runs = scale === 1 ? 41 : 15;
const rounds = scale === 1 ? 40 : 16;

const root = mkdtempSync(join(tmpdir(), "bench-engine-"));
const folder = (name: string) => join(root, name);
try {
  console.log(`Local Analytics Engine against chDB itself`);
  await fill(folder("small"), 1_000);
  await fill(folder("large"), large);
  await measureOverhead(folder("small"), 1_000, runs);
  await measureOverhead(folder("large"), large, runs);
  await measureStoring(folder("storing"), 200_000 * scale);
  await fill(folder("huge"), huge);
  await measureScale(folder("huge"), huge, rounds);
} finally {
  rmSync(root, { recursive: true, force: true });
}

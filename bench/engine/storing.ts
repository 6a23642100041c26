import { Readable } from "node:stream";
import { type Engine, startEngine } from "../../local/analytics-engine/src/index.ts";
import { post } from "./ask.ts";
import { chdb, DATASET, LAST_SECOND } from "./fill.ts";
import { report, time } from "./timing.ts";

const BATCH = 10_000;
/** Points of one invocation. */
const NATIVE_BATCH = 250;
const GOAL = 0.5;

const SLOTS = Array.from({ length: 20 }, (_, slot) => slot + 1);

/** A row as full as the product's: 18 texts, 10 numbers. */
function toRow(i: number): Record<string, unknown> {
  const blobs = SLOTS.slice(0, 18).map((slot) => [`blob${slot}`, `value ${(i * slot) % 97}`]);
  const doubles = SLOTS.slice(0, 10).map((slot) => [`double${slot}`, (i * slot) % 101]);
  return {
    timestamp: LAST_SECOND - (i % 86_400),
    index1: `site-${i % 7}`,
    ...Object.fromEntries([...blobs, ...doubles]),
  };
}

async function storeStraight(dataDir: string, rows: Record<string, unknown>[]): Promise<void> {
  const session = new chdb.Session(dataDir);
  const columns = SLOTS.map((slot) => `blob${slot} String, double${slot} Float64`).join(", ");
  session.query("DROP TABLE IF EXISTS default.straight");
  session.query(
    `CREATE TABLE default.straight (timestamp DateTime, _sample_interval UInt32 DEFAULT 1, index1 String, ${columns})
     ENGINE = MergeTree PARTITION BY toYYYYMM(timestamp) ORDER BY (index1, timestamp)`,
  );
  for (let at = 0; at < rows.length; at += BATCH) {
    await session.insert({ table: "default.straight", values: rows.slice(at, at + BATCH) });
  }
  session.close();
}

async function importAll(engine: Engine, chunks: Buffer[]): Promise<void> {
  const body = Readable.toWeb(Readable.from(chunks)) as ReadableStream;
  const init = { method: "POST", headers: { authorization: "Bearer local" }, body, duplex: "half" as const };
  const response = await fetch(`${engine.url}/import/${DATASET}`, init);
  if (!response.ok) throw new Error(await response.text());
}

/** Sends native points as the collector inside workerd does: one connection, one batch at a time. */
async function writeAll(engine: Engine, lines: string[]): Promise<void> {
  for (let at = 0; at < lines.length; at += NATIVE_BATCH) {
    await post(engine.port, "/", lines.slice(at, at + NATIVE_BATCH).join("\n"));
  }
  await engine.flush();
}

const toBytes = (text: unknown) => [...Buffer.from(String(text))];

/** The JSON that workerd posts for a row. */
function toNative(row: Record<string, unknown>): string {
  const entries = Object.entries(row).map(([name, value]) => [
    name,
    /^(blob|index)/.test(name) ? toBytes(value) : value,
  ]);
  return JSON.stringify({
    ...Object.fromEntries(entries),
    dataset: toBytes(DATASET),
    timestamp: `${row.timestamp}000000000`,
  });
}

/** Compares imports with chDB's own batch insert of the same rows, and tells how fast native writes are taken. */
export async function measureStoring(dataDir: string, points: number): Promise<void> {
  const rows = Array.from({ length: points }, (_, i) => toRow(i));
  const lines = rows.map((row) => `${JSON.stringify(row)}\n`);
  const chunks: Buffer[] = [];
  for (let at = 0; at < points; at += 500) chunks.push(Buffer.from(lines.slice(at, at + 500).join("")));
  const natives = rows.slice(0, Math.min(points, 20_000)).map(toNative);

  console.log(`\nStoring, ${points} points`);
  const engine = await startEngine({ dataDir, port: 0 });
  const perSecond = (count: number, ms: number) => Math.round((count / ms) * 1000);
  let straight = 0;
  let imported = 0;
  for (let turn = 0; turn < 3; turn++) {
    straight = Math.max(straight, perSecond(points, await time(() => storeStraight(dataDir, rows))));
    imported = Math.max(imported, perSecond(points, await time(() => importAll(engine, chunks))));
  }
  const ratio = imported / straight;
  const numbers = `${imported} points/s, ${straight} rows/s straight`;
  report("import of NDJSON", `${ratio.toFixed(2)}×  (${numbers})`, `≥ ${GOAL}×`, ratio >= GOAL);
  const written = perSecond(natives.length, await time(() => writeAll(engine, natives)));
  report(
    "native writes, batches of 250",
    `${written} points/s, client in the same process`,
    "reported",
    true,
  );
  await engine.close();
}

import { spawnSync } from "node:child_process";
import { mkdtempSync, readFileSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join, resolve } from "node:path";
import { encode } from "gpt-tokenizer/encoding/o200k_base";
import { openDesk } from "../../evals/desk.ts";
import { EXAMPLE_NOW } from "../../evals/examples.ts";
import { DEMO_KEYS } from "../../local/seed.ts";
import { startStack } from "../../local/stack.ts";
import { TOOLS } from "../../src/mcp/tools/index.ts";
import { LARGE, TYPICAL } from "./calls.ts";
import { type Recorded, record } from "./record.ts";

const RUNS = process.argv.includes("--quick") ? 7 : 31;
const WARM_UP_RUNS = 3;
const STARTS = 3;
const ON_TOP_MS = 3;
const BUNDLE_KIB = 300;
const START_UP_MS = 100;
const LIST_TOKENS = 4500;
const ROOT = resolve(import.meta.dirname, "../..");

const median = (values: readonly number[]) =>
  values.toSorted((a, b) => a - b)[Math.floor(values.length / 2)] ?? Number.NaN;
const tokens = (value: unknown) => encode(typeof value === "string" ? value : JSON.stringify(value)).length;
const home = mkdtempSync(join(tmpdir(), "bench-mcp-"));
try {
  await showTokens();
  await showTimes();
  showBundle();
} finally {
  rmSync(home, { recursive: true, force: true });
}

async function showTokens(): Promise<void> {
  const desk = await openDesk(EXAMPLE_NOW, "http://localhost:8787");
  const measured = [];
  for (const [name, [tool, input]] of Object.entries({ ...TYPICAL, ...LARGE })) {
    const answer = await TOOLS.find((one) => one.name === tool)?.run({ ...input }, desk);
    measured.push({ name, text: tokens(answer?.text ?? ""), structured: tokens(answer?.structured) });
  }
  await desk.close();
  const typical = measured.slice(0, Object.keys(TYPICAL).length);
  console.log("\nTokens (o200k): text, structured");
  for (const { name, text, structured } of measured) {
    console.log(`  ${name.padEnd(36)}${String(text).padStart(6)}${String(structured).padStart(8)}`);
  }
  console.log(
    `  median of the ${typical.length} typical: ${median(typical.map(({ text }) => text))} of text`,
  );
}

async function showTimes(): Promise<void> {
  const stack = await startStack({
    home,
    port: 0,
    enginePort: 0,
    demoData: true,
    // Answers are kept, so that what differs is the surface and not the engine.
    vars: { READER_LIMIT_PER_MINUTE: "1000000", STATS_CACHE: "on" },
  });
  const { marketing: key } = DEMO_KEYS;
  try {
    const listing = tokens(await listTools(stack.url, key));
    const names = Object.keys(TYPICAL);
    const recorded = await record(stack.url, key, Object.values(TYPICAL));
    const all: number[] = [];
    console.log(`\nMilliseconds, medians of ${RUNS} turns: REST, MCP, MCP on top`);
    for (const [index, call] of recorded.entries()) {
      const { rest, mcp, onTop } = await time(stack.url, key, call);
      if (onTop.length === 0) continue;
      all.push(...onTop);
      const cells = [rest, mcp, onTop].map((values) => median(values).toFixed(1).padStart(7)).join("");
      console.log(`  ${(names[index] ?? "").padEnd(36)}${cells}`);
    }
    console.log("\nGoals");
    report(`tools/list: ${listing} tokens as sent`, listing <= LIST_TOKENS, `≤ ${LIST_TOKENS}`);
    const ms = median(all);
    report(
      `MCP on top of the same REST call, p50: ${ms.toFixed(1)} ms`,
      ms <= ON_TOP_MS,
      `≤ ${ON_TOP_MS} ms`,
    );
  } finally {
    await stack.close();
  }
}

/** Turn by turn, so that both see the same machine. */
async function time(url: string, key: string, { request, restPath }: Recorded) {
  const rest: number[] = [];
  const mcp: number[] = [];
  const onTop: number[] = [];
  if (restPath === undefined) return { rest, mcp, onTop };
  const headers = { authorization: `Bearer ${key}` };
  for (let run = -WARM_UP_RUNS; run < RUNS; run++) {
    const asRest = await timeFetch(url + restPath, { headers });
    const asMcp = await timeFetch(`${url}/mcp`, request);
    if (run < 0) continue;
    rest.push(asRest);
    mcp.push(asMcp);
    onTop.push(asMcp - asRest);
  }
  return { rest, mcp, onTop };
}

async function timeFetch(url: string, init: RequestInit): Promise<number> {
  const start = performance.now();
  const response = await fetch(url, init);
  const body = await response.text();
  if (!response.ok) throw new Error(`${url}: ${response.status} ${body}`);
  return performance.now() - start;
}

async function listTools(url: string, key: string): Promise<unknown> {
  const { Client, StreamableHTTPClientTransport } = await import("@modelcontextprotocol/client");
  const client = new Client({ name: "bench", version: "1" });
  const authProvider = { token: async () => key };
  await client.connect(new StreamableHTTPClientTransport(new URL("/mcp", url), { authProvider }));
  const { tools } = await client.listTools();
  await client.close();
  return tools;
}

function showBundle(): void {
  const profile = join(home, "startup.cpuprofile");
  const printed = wrangler("deploy", "--dry-run", "--outdir", join(home, "bundle"));
  const kib = Number(/gzip: ([\d.]+) KiB/.exec(printed)?.[1]);
  const starts = Array.from({ length: STARTS }, () => {
    wrangler("check", "startup", "--outfile", profile);
    return toActiveMs(readFileSync(profile, "utf8"));
  });
  const ms = median(starts);
  report(`Worker: ${kib.toFixed(0)} KiB gzipped`, kib <= BUNDLE_KIB, `≤ ${BUNDLE_KIB} KiB`);
  report(
    `start-up: ${ms.toFixed(0)} ms active, median of ${STARTS}`,
    ms <= START_UP_MS,
    `≤ ${START_UP_MS} ms`,
  );
}

function wrangler(...args: string[]): string {
  const script = resolve(ROOT, "node_modules/wrangler/bin/wrangler.js");
  const env = { ...process.env, WRANGLER_SEND_METRICS: "false", WRANGLER_LOG: "log", NO_COLOR: "1" };
  const { stdout, stderr, status } = spawnSync(process.execPath, [script, ...args], {
    cwd: ROOT,
    env,
    encoding: "utf8",
  });
  if (status !== 0) throw new Error(`wrangler ${args.join(" ")}: ${stderr}`);
  return stdout + stderr;
}

/** Time in which the Worker ran while it started. */
function toActiveMs(text: string): number {
  const { nodes, samples, timeDeltas } = JSON.parse(text) as {
    nodes: { id: number; callFrame: { functionName: string } }[];
    samples: number[];
    timeDeltas: number[];
  };
  const idle = new Set(
    nodes
      .filter(({ callFrame }) => ["(idle)", "(program)"].includes(callFrame.functionName))
      .map(({ id }) => id),
  );
  return (
    timeDeltas.reduce((sum, delta, index) => sum + (idle.has(samples[index] ?? 0) ? 0 : delta), 0) / 1000
  );
}

function report(result: string, isMet: boolean, goal: string): void {
  console.log(`  ${isMet ? "ok  " : "MISS"}  ${result}  (goal ${goal})`);
}

import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join, resolve } from "node:path";
import { toDemoAnchor } from "../local/demo-data/calendar.ts";
import { DEMO_KEYS } from "../local/seed.ts";
import { startStack } from "../local/stack.ts";
import { runAgent, type Transcript } from "./agent.ts";
import { TASKS } from "./catalog.ts";
import { connect } from "./client.ts";
import { createModel } from "./messages.ts";
import { createWorld } from "./world.ts";

const FOLDER = resolve(import.meta.dirname, "transcripts");
const DEFAULT_MODEL = "claude-sonnet-4-5";

/** Puts every question to a model and records what it said. Arguments are ids or families to choose from. */
async function main(wanted: readonly string[]): Promise<void> {
  const apiKey = process.env.ANTHROPIC_API_KEY;
  if (!apiKey) {
    console.log(
      "ANTHROPIC_API_KEY is not set: no model was asked. Everything that needs none runs with npm test.",
    );
    return;
  }
  const name = process.env.EVAL_MODEL ?? DEFAULT_MODEL;
  const baseUrl = process.env.ANTHROPIC_BASE_URL ?? "https://api.anthropic.com";
  const model = createModel({ apiKey, model: name, baseUrl });
  const now = Date.now();
  const home = mkdtempSync(join(tmpdir(), "lead-stats-evals-"));
  const vars = { READER_LIMIT_PER_MINUTE: "100000" };
  const stack = await startStack({ home, port: 0, enginePort: 0, demoData: true, now: () => now, vars });
  try {
    const world = createWorld(toDemoAnchor(Math.floor(now / 1000)));
    const caller = await connect(stack.url, DEMO_KEYS.marketing, "modern");
    const chosen = TASKS.filter(
      ({ id, family }) => wanted.length === 0 || wanted.includes(id) || wanted.includes(family),
    );
    const transcripts: Transcript[] = [];
    for (const task of chosen) {
      const transcript = await runAgent(task, world, caller, model);
      transcripts.push(transcript);
      record(name, transcript);
      console.log(toLine(transcript));
    }
    await caller.close();
    console.log(toSummary(name, transcripts));
  } finally {
    await stack.close();
    rmSync(home, { recursive: true, force: true });
  }
}

function record(model: string, transcript: Transcript): void {
  const folder = join(FOLDER, model.replaceAll(/[^a-zA-Z0-9.-]/g, "-"));
  mkdirSync(folder, { recursive: true });
  writeFileSync(join(folder, `${transcript.id}.json`), `${JSON.stringify(transcript, null, 2)}\n`);
}

function toLine({ id, isRight, isToolRight, tools, unsaid }: Transcript): string {
  const verdict = isRight ? "right" : `did not say ${JSON.stringify(unsaid)}`;
  return `${id}: ${verdict}; ${tools.join(" → ") || "no tool"}${isToolRight ? "" : " (another tool was made for it)"}`;
}

function toSummary(model: string, transcripts: readonly Transcript[]): string {
  const count = (fits: (one: Transcript) => boolean) => transcripts.filter(fits).length;
  const sum = (of: (one: Transcript) => number) => transcripts.reduce((total, one) => total + of(one), 0);
  return (
    `${model}: ${count(({ isRight }) => isRight)} of ${transcripts.length} right, ` +
    `${count(({ isToolRight }) => isToolRight)} began with the right tool, ${sum(({ tools }) => tools.length)} calls, ` +
    `${sum(({ refusals }) => refusals)} refused, ${sum(({ tokens }) => tokens.input)} tokens read, ` +
    `${sum(({ tokens }) => tokens.output)} written.`
  );
}

await main(process.argv.slice(2));

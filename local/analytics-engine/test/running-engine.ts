import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { onTestFinished } from "vitest";
import { type Engine, type EngineOptions, startEngine } from "../src/index.ts";

/** A moment in November 2026 that tests use as their clock: 2026-11-20T12:00:00Z, epoch milliseconds. */
export const NOON = Date.UTC(2026, 10, 20, 12);

/** A fresh folder that disappears when the test ends. */
export function createDataDir(): string {
  const folder = mkdtempSync(join(tmpdir(), "local-analytics-engine-"));
  onTestFinished(() => rmSync(folder, { recursive: true, force: true, maxRetries: 5 }));
  return folder;
}

/** An engine on a free port that closes when the test ends. */
export async function startTestEngine(options: Partial<EngineOptions> = {}): Promise<Engine> {
  const dataDir = options.dataDir ?? createDataDir();
  const engine = await startEngine({ port: 0, log: () => {}, ...options, dataDir });
  onTestFinished(() => engine.close());
  return engine;
}

const HEADERS = { authorization: "Bearer local" };

/** Sends one statement to the SQL API. */
export async function ask(
  engine: Pick<Engine, "url">,
  sql: string,
): Promise<{ status: number; type: string; text: string }> {
  const url = `${engine.url}/client/v4/accounts/local/analytics_engine/sql`;
  const response = await fetch(url, { method: "POST", headers: HEADERS, body: sql });
  return {
    status: response.status,
    type: response.headers.get("content-type") ?? "",
    text: await response.text(),
  };
}

/** The rows of one statement in the default format. */
export async function rows(engine: Pick<Engine, "url">, sql: string): Promise<Record<string, unknown>[]> {
  const { status, text } = await ask(engine, sql);
  if (status !== 200) throw new Error(text);
  return JSON.parse(text).data;
}

/** Sends lines to the import route; a string is sent as it is. */
export async function send(
  engine: Engine,
  dataset: string,
  lines: readonly (object | string)[],
): Promise<Response> {
  const body = lines.map((line) => (typeof line === "string" ? line : JSON.stringify(line))).join("\n");
  return fetch(`${engine.url}/import/${dataset}`, { method: "POST", headers: HEADERS, body });
}

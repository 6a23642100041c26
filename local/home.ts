import { mkdirSync, readFileSync, writeFileSync } from "node:fs";
import { resolve } from "node:path";

export const ROOT = resolve(import.meta.dirname, "..");

/** What a start remembers, and what its folder is known by. */
export const MEMORY_FILE = "memory.json";
/** What a start keeps in its folder: of this alone a reset empties it. */
export const LOCAL_STATE = ["engine", "state", ".wrangler", "wrangler.json", MEMORY_FILE] as const;

/** Where local state lives; `LEAD_STATS_HOME` overrides, where it is not empty. */
export function toHome(env: Readonly<Record<string, string | undefined>> = process.env): string {
  return resolve(ROOT, env.LEAD_STATS_HOME || ".local");
}

/** What a start remembers for the next one. */
export interface Memory {
  /** Digest of the migrations, keys and projects that were put in place. */
  readonly seed?: string;
  /** Date the demo data counts back from. */
  readonly demoAnchor?: string;
  /** Epoch seconds up to which demo data is stored. */
  readonly demoUntil?: number;
}

export function readMemory(home: string): Memory {
  try {
    return JSON.parse(readFileSync(resolve(home, MEMORY_FILE), "utf8")) as Memory;
  } catch {
    return {};
  }
}

export function keepMemory(home: string, memory: Memory): void {
  mkdirSync(home, { recursive: true });
  writeFileSync(resolve(home, MEMORY_FILE), `${JSON.stringify(memory, null, 2)}\n`);
}

/** What the Worker keeps (database, directory, queues), below the folder of all local state. */
export function toStatePath(home: string): string {
  return resolve(home, "state");
}

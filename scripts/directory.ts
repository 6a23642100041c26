import { spawnSync } from "node:child_process";
import { resolve } from "node:path";
import { ROOT, toHome, toStatePath } from "../local/home.ts";

const WRANGLER = resolve(ROOT, "node_modules/wrangler/bin/wrangler.js");

/** A name in the directory, with what was stored beside its value. */
export interface Entry {
  readonly name: string;
  readonly metadata?: unknown;
}

/** Entries of the Worker's directory whose names begin with a prefix. */
export async function listEntries(prefix: string, isLocal: boolean): Promise<Entry[]> {
  return JSON.parse(wrangler(["kv", "key", "list", "--prefix", prefix], isLocal)) as Entry[];
}

/** The value of a name, or `undefined` when there is none. */
export async function getValue(name: string, isLocal: boolean): Promise<string | undefined> {
  if (!(await listEntries(name, isLocal)).some((entry) => entry.name === name)) return undefined;
  return wrangler(["kv", "key", "get", name, "--text"], isLocal);
}

export async function putValue(
  name: string,
  value: string,
  isLocal: boolean,
  metadata?: unknown,
): Promise<void> {
  const beside = metadata === undefined ? [] : ["--metadata", JSON.stringify(metadata)];
  wrangler(["kv", "key", "put", name, value, ...beside], isLocal);
}

export async function deleteValue(name: string, isLocal: boolean): Promise<void> {
  wrangler(["kv", "key", "delete", name], isLocal);
}

/** Runs one wrangler command on the DIRECTORY namespace and returns what it prints; says why when it fails. */
function wrangler(args: readonly string[], isLocal: boolean): string {
  const home = toHome();
  const where = isLocal
    ? ["--local", "--config", resolve(home, "wrangler.json"), "--persist-to", toStatePath(home)]
    : ["--remote"];
  const { status, stdout, stderr } = spawnSync(
    process.execPath,
    [WRANGLER, ...args, "--binding", "DIRECTORY", ...where],
    { cwd: ROOT, encoding: "utf8", env: { ...process.env, WRANGLER_SEND_METRICS: "false" } },
  );
  if (status === 0) return stdout;
  console.error(stderr || stdout);
  process.exit(1);
}

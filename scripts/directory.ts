import { spawnSync } from "node:child_process";
import { resolve } from "node:path";
import { ROOT, toHome } from "../local/home.ts";

const WRANGLER = resolve(ROOT, "node_modules/wrangler/bin/wrangler.js");

/** Names in the Worker's directory that begin with a prefix. */
export async function listNames(prefix: string, isLocal: boolean): Promise<string[]> {
  const text = wrangler(["kv", "key", "list", "--prefix", prefix], isLocal);
  return (JSON.parse(text) as { name: string }[]).map(({ name }) => name);
}

/** The value of a name, or `undefined` when there is none. */
export async function getValue(name: string, isLocal: boolean): Promise<string | undefined> {
  if (!(await listNames(name, isLocal)).includes(name)) return undefined;
  return wrangler(["kv", "key", "get", name, "--text"], isLocal);
}

export async function putValue(name: string, value: string, isLocal: boolean): Promise<void> {
  wrangler(["kv", "key", "put", name, value], isLocal);
}

export async function deleteValue(name: string, isLocal: boolean): Promise<void> {
  wrangler(["kv", "key", "delete", name], isLocal);
}

/** Runs one wrangler command on the DIRECTORY namespace and returns what it prints; says why when it fails. */
function wrangler(args: readonly string[], isLocal: boolean): string {
  const home = toHome();
  const where = isLocal
    ? ["--local", "--config", resolve(home, "wrangler.json"), "--persist-to", resolve(home, "state")]
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

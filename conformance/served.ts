import "../local/quiet.ts";
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { startEngine } from "local-analytics-engine";
import { seedStores } from "../local/seed.ts";
import { DATASET_COLUMNS } from "../local/stack.ts";
import { startWorker } from "../local/worker.ts";
import { ENGINE_ACCOUNT, ENGINE_TOKEN, toLocalVars, writeLocalConfig } from "../local/wrangler-config.ts";
import { isRecord } from "../src/domain/is-record.ts";

/** A Worker in workerd on empty local parts. */
export interface Served {
  readonly url: string;
  close(): Promise<void>;
}

/** Every request of a run carries the same key; what limits keys is tested elsewhere. */
const LIMIT_PER_MINUTE = "1000000";

/**
 * Starts a Worker on a free port, in a temporary folder.
 * @param main path of its main module
 * @param isBuilt the module is run as it is, not bundled again
 */
export async function serve(main: string, { isBuilt = false } = {}): Promise<Served> {
  const home = mkdtempSync(join(tmpdir(), "lead-stats-conformance-"));
  const closers: (() => Promise<void>)[] = [async () => rmSync(home, { recursive: true, force: true })];
  const close = async () => {
    for (const closer of closers.reverse()) await closer();
  };
  try {
    const engine = await startEngine({
      dataDir: join(home, "engine"),
      port: 0,
      accountId: ENGINE_ACCOUNT,
      token: ENGINE_TOKEN,
      columns: DATASET_COLUMNS,
    });
    closers.push(() => engine.close());
    const vars = { ...toLocalVars(engine.url, ""), READER_LIMIT_PER_MINUTE: LIMIT_PER_MINUTE };
    const config = writeLocalConfig({ home, engineAddress: engine.address, vars });
    await seedStores(config, home, { projects: [], sql: [] });
    redirect(config, main, isBuilt);
    const worker = await startWorker(config, {
      home,
      port: 0,
      // The suite sends much that is wrong, and a deployed Worker logs each.
      logLevel: isBuilt ? "none" : "error",
    });
    closers.push(() => worker.dispose());
    return { url: (await worker.url).origin, close };
  } catch (error) {
    await close();
    throw error;
  }
}

/** Lets the local configuration run another module than the product's source. */
function redirect(config: string, main: string, isBuilt: boolean): void {
  const read: unknown = JSON.parse(readFileSync(config, "utf8"));
  if (!isRecord(read)) throw new TypeError("the local configuration is no object");
  writeFileSync(config, JSON.stringify({ ...read, main, no_bundle: isBuilt }));
}

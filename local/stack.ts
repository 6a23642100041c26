import "./quiet.ts";
import { resolve } from "node:path";
import { type Engine, startEngine } from "local-analytics-engine";
import { BLOBS, DATASET, DOUBLES } from "../src/domain/dataset.ts";
import type { Project } from "../src/domain/project.ts";
import { toDayZero, toDemoAnchor } from "./demo-data/calendar.ts";
import { loadDemoData } from "./demo-data/load.ts";
import { DEMO_PROJECTS } from "./demo-data/projects.ts";
import { keepMemory, readMemory } from "./home.ts";
import { seedStores, toSeedDigest } from "./seed.ts";
import { startWorker } from "./worker.ts";
import { ENGINE_ACCOUNT, ENGINE_TOKEN, toLocalVars, writeLocalConfig } from "./wrangler-config.ts";

export interface StackOptions {
  /** Folder of all local state. */
  readonly home: string;
  /** Port of the Worker; 0 takes a free one. */
  readonly port: number;
  readonly enginePort: number;
  readonly demoData: boolean;
  /** Further projects to know, beside the demo agency's. */
  readonly projects?: readonly Project[];
  /** Statements to run on the new database, for tests. */
  readonly seedSql?: readonly string[];
  readonly vars?: Readonly<Record<string, string>>;
  readonly onStep?: (step: string) => void;
  /** Epoch milliseconds. */
  readonly now?: () => number;
}

/** Everything that runs on this machine: the engine, the stores, the Worker. */
export interface Stack {
  readonly url: string;
  readonly engine: Engine;
  /** The date that docs/demo-data.md calls A; `undefined` without demo data. */
  readonly demoDayZero: string | undefined;
  close(): Promise<void>;
}

/** Names under which the import endpoint knows the dataset's slots. */
export const DATASET_COLUMNS: Readonly<Record<string, Record<string, string>>> = {
  [DATASET]: Object.fromEntries(
    [...Object.entries(BLOBS), ...Object.entries(DOUBLES)].map(([name, { slot }]) => [name, slot]),
  ),
};

/**
 * Starts the product as it runs in production, on local parts. What a step cannot do is said in one sentence by the
 * error it throws; what was started before is closed then.
 */
export async function startStack(options: StackOptions): Promise<Stack> {
  const { home, onStep = () => {} } = options;
  onStep("Opening the local Analytics Engine");
  const engine = await startEngine({
    dataDir: resolve(home, "engine"),
    port: options.enginePort,
    accountId: ENGINE_ACCOUNT,
    token: ENGINE_TOKEN,
    columns: DATASET_COLUMNS,
  });
  try {
    const demoDayZero = options.demoData ? await addDemoData(options, engine, onStep) : undefined;
    const publicUrl = options.port === 0 ? "" : `http://localhost:${options.port}`;
    const vars = { ...toLocalVars(engine.url, publicUrl), ...options.vars };
    const config = writeLocalConfig({ home, engineAddress: engine.address, vars });
    await seed(options, config, onStep);
    onStep("Starting the Worker");
    const worker = await startWorker(config, { home, port: options.port });
    try {
      const url = (await worker.url).origin;
      return {
        url,
        engine,
        demoDayZero,
        close: () =>
          closeAll(
            () => worker.dispose(),
            () => engine.close(),
          ),
      };
    } catch (error) {
      await worker.dispose();
      throw error;
    }
  } catch (error) {
    await engine.close();
    throw error;
  }
}

async function addDemoData(
  options: StackOptions,
  engine: Engine,
  onStep: (step: string) => void,
): Promise<string> {
  const memory = readMemory(options.home);
  const now = Math.floor((options.now ?? Date.now)() / 1000);
  const anchor = memory.demoAnchor ?? toDemoAnchor(now);
  const { until } = await loadDemoData({
    engineUrl: engine.url,
    token: ENGINE_TOKEN,
    now,
    anchor,
    ...(memory.demoUntil === undefined ? {} : { after: memory.demoUntil }),
    onProgress: (done, all, storedUntil) => {
      onStep(`Loading demo data: ${done} of ${all} events`);
      // Whoever interrupts the first load finds the rest loaded next time, and nothing twice.
      keepMemory(options.home, { ...memory, demoAnchor: anchor, demoUntil: storedUntil });
    },
  });
  keepMemory(options.home, { ...memory, demoAnchor: anchor, demoUntil: until });
  return toDayZero(anchor).toString();
}

async function seed(options: StackOptions, config: string, onStep: (step: string) => void): Promise<void> {
  const projects = [...(options.demoData ? DEMO_PROJECTS : []), ...(options.projects ?? [])];
  const seedData = { projects, sql: options.seedSql ?? [] };
  const digest = toSeedDigest(seedData);
  const memory = readMemory(options.home);
  if (memory.seed === digest) return;
  onStep("Creating the local database, keys and projects");
  await seedStores(config, options.home, seedData);
  keepMemory(options.home, { ...memory, seed: digest });
}

async function closeAll(...closers: readonly (() => Promise<void>)[]): Promise<void> {
  const results = await Promise.allSettled(closers.map((close) => close()));
  const failed = results.find((result) => result.status === "rejected");
  if (failed) throw failed.reason;
}

import { join } from "node:path";
import { startEngine } from "../../local/analytics-engine/src/index.ts";
import { DATASET_COLUMNS } from "../../local/stack.ts";
import { seedDirectory, startWorkerd } from "../workerd.ts";
import { type Relay, startRelay } from "./relay.ts";

/** The key that every question shows. */
export const KEY = "lsk_bench";
const PROJECTS = ["alpha", "beta", "gamma", "delta"].map((id) => ({
  id,
  name: id,
  timezone: "Asia/Kolkata",
}));

/** Two Workers on one engine: one asks it every time, one keeps answers as in production. */
export interface Workers {
  readonly asking: string;
  readonly keeping: string;
  readonly relay: Relay;
  close(): Promise<void>;
}

/** @param home folder whose `engine` holds the events */
export async function startWorkers(home: string): Promise<Workers> {
  const engine = await startEngine({ dataDir: join(home, "engine"), port: 0, columns: DATASET_COLUMNS });
  const relay = await startRelay(engine.url);
  const worker = (name: string, cache: "on" | "off") => ({
    name,
    entry: "src/index.ts",
    vars: { ANALYTICS_ENGINE_URL: relay.url, STATS_CACHE: cache },
  });
  const workerd = await startWorkerd(home, [worker("asking", "off"), worker("keeping", "on")]);
  await seedDirectory(workerd, KEY, "marketing", PROJECTS);
  const toUrl = (name: string) => `http://127.0.0.1:${workerd.ports.get(name)}`;
  return {
    asking: toUrl("asking"),
    keeping: toUrl("keeping"),
    relay,
    async close() {
      await workerd.miniflare.dispose();
      await engine.close();
      await relay.close();
    },
  };
}

import { resolve } from "node:path";
import { unstable_startWorker } from "wrangler";
import { seedStores } from "../../local/seed.ts";
import { type Stack, startStack } from "../../local/stack.ts";
import { toLocalVars, writeLocalConfig } from "../../local/wrangler-config.ts";
import { type Relay, startRelay } from "./relay.ts";

const PROJECTS = ["alpha", "beta", "gamma", "delta"].map((id) => ({
  id,
  name: id,
  timezone: "Asia/Kolkata",
}));
const UNLIMITED = { READER_LIMIT_PER_MINUTE: "1000000" };

/** Two Workers on one engine: one asks it every time, one keeps answers as in production. */
export interface Workers {
  readonly asking: string;
  readonly keeping: string;
  readonly relay: Relay;
  close(): Promise<void>;
}

/** @param home folder whose `engine` holds the events */
export async function startWorkers(home: string): Promise<Workers> {
  const relay = await startRelay();
  const vars = { ...UNLIMITED, ANALYTICS_ENGINE_URL: relay.url };
  const stack = await startStack({ home, port: 0, enginePort: 0, demoData: false, projects: PROJECTS, vars });
  relay.target = stack.engine.url;
  const keeping = await startKeeping(resolve(home, "keeping"), stack, vars);
  return {
    asking: stack.url,
    keeping: (await keeping.url).origin,
    relay,
    async close() {
      await keeping.dispose();
      await stack.close();
      await relay.close();
    },
  };
}

async function startKeeping(home: string, stack: Stack, vars: Record<string, string>) {
  const config = writeLocalConfig({
    home,
    engineAddress: stack.engine.address,
    vars: { ...toLocalVars(stack.engine.url, ""), ...vars, STATS_CACHE: "on" },
  });
  const state = resolve(home, "state");
  await seedStores(config, resolve(state, "v3"), { projects: PROJECTS, sql: [] });
  return unstable_startWorker({
    config,
    envFiles: [],
    dev: {
      server: { hostname: "127.0.0.1", port: 0 },
      inspector: false,
      watch: false,
      remote: false,
      persist: state,
      logLevel: "error",
    },
  });
}

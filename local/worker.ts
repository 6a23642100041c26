import { unstable_startWorker } from "wrangler";
import { toStatePath } from "./home.ts";

type Worker = Awaited<ReturnType<typeof unstable_startWorker>>;

/**
 * Starts a Worker in workerd on the loopback address.
 * @param config path of its configuration
 * @param port 0 takes a free one
 */
export function startWorker(
  config: string,
  { home, port, logLevel = "error" }: { home: string; port: number; logLevel?: "none" | "error" },
): Promise<Worker> {
  return unstable_startWorker({
    config,
    envFiles: [],
    dev: {
      server: { hostname: "127.0.0.1", port },
      inspector: false,
      watch: false,
      remote: false,
      persist: toStatePath(home),
      logLevel,
    },
  });
}

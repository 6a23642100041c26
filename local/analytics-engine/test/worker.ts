import { Miniflare, type MiniflareOptions } from "miniflare";
import { onTestFinished } from "vitest";
import { type Engine, toLocalBinding } from "../src/index.ts";

/** The one compatibility date of this repository. */
const COMPATIBILITY_DATE = "2026-10-01";

/** A Worker's name, source and datasets: binding → dataset. */
export interface WorkerSource {
  name: string;
  source: string;
  datasets: Record<string, string>;
}

function toEnv(datasets: Record<string, string>, address: string): object {
  const entries = Object.entries(datasets).map(([binding, dataset]) => {
    const { type, dev } = toLocalBinding({ binding, dataset, address });
    return [binding, { type: `unsafe:${type}`, dev }];
  });
  return Object.fromEntries(entries);
}

/**
 * Starts Workers in workerd whose datasets lead to the engine; they stop when the test ends.
 * @param onLog receives what they print
 */
export function startWorkers(
  engine: Pick<Engine, "address">,
  workers: WorkerSource[],
  onLog: (message: string) => void = console.log,
): Miniflare {
  const options = {
    handleStructuredLogs: ({ message }: { message: string }) => onLog(message),
    workers: workers.map(({ name, source, datasets }) => ({
      config: {
        name,
        compatibilityDate: COMPATIBILITY_DATE,
        manifest: { mainModule: "index.js", modules: { "index.js": { type: "esm", contents: source } } },
        env: toEnv(datasets, engine.address),
      },
    })),
  };
  const miniflare = new Miniflare(options as MiniflareOptions);
  onTestFinished(() => miniflare.dispose());
  return miniflare;
}

/** Waits until the engine has received so many native points, then stores them. */
export async function settle(engine: Engine, points: number): Promise<void> {
  for (let waited = 0; engine.stats().received < points && waited < 10_000; waited += 20) {
    await new Promise((resolve) => setTimeout(resolve, 20));
  }
  await engine.flush();
}

import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join, resolve } from "node:path";
import { ROOT } from "../local/home.ts";
import { DEMO_KEYS } from "../local/seed.ts";
import { buildProduction } from "./build.ts";
import { startProxy } from "./proxy.ts";
import { serve } from "./served.ts";

/** An endpoint to run the suite against. */
export interface Lane {
  /** Of the endpoint; needs no key. */
  readonly url: string;
  /** Origin of the Worker itself. */
  readonly origin: string;
  close(): Promise<void>;
}

/** Path of the endpoint with fixtures; only the Worker in `conformance/worker` has it. */
export const FIXTURE_PATH = "/conformance/mcp";

/** The product's own factory and handler with the suite's fixtures registered. */
export function openFixtureLane(): Promise<Lane> {
  return open(resolve(ROOT, "conformance/worker/index.ts"), FIXTURE_PATH, false);
}

/** What a deployment uploads, minified, at its own endpoint; and the folder that holds it. */
export async function openProductLane(): Promise<Lane & { readonly folder: string }> {
  const folder = mkdtempSync(join(tmpdir(), "lead-stats-production-"));
  try {
    const lane = await open(buildProduction(folder), "/mcp", true);
    return {
      ...lane,
      folder,
      close: async () => {
        await lane.close();
        rmSync(folder, { recursive: true, force: true });
      },
    };
  } catch (error) {
    rmSync(folder, { recursive: true, force: true });
    throw error;
  }
}

async function open(main: string, path: string, isBuilt: boolean): Promise<Lane> {
  const served = await serve(main, { isBuilt });
  try {
    const proxy = await startProxy(served.url, DEMO_KEYS.marketing);
    return {
      url: proxy.url + path,
      origin: served.url,
      close: async () => {
        await proxy.close();
        await served.close();
      },
    };
  } catch (error) {
    await served.close();
    throw error;
  }
}

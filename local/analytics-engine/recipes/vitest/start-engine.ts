import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { startEngine } from "local-analytics-engine";
import type { TestProject } from "vitest/node";

declare module "vitest" {
  interface ProvidedContext {
    engineAddress: string;
  }
}

// One engine for the whole run, on a free port and in a folder of its own.
export default async function setup(project: TestProject): Promise<() => Promise<void>> {
  const dataDir = mkdtempSync(join(tmpdir(), "engine-"));
  const engine = await startEngine({ dataDir, port: 0 });
  project.provide("engineAddress", engine.address);
  return async () => {
    await engine.close();
    rmSync(dataDir, { recursive: true });
  };
}

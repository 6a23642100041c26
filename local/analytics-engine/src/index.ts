import type { Engine } from "./engine.ts";
import type { EngineOptions } from "./options.ts";

export { type LocalBinding, toLocalBinding } from "./binding.ts";
export type { Engine, EngineStats } from "./engine.ts";
export type { FaultKind, FaultPlan } from "./faults.ts";
export {
  type ColumnNames,
  type EngineOptions,
  type LogEntry,
  OptionInvalid,
  type Settings,
} from "./options.ts";
export { plugins } from "./plugin.ts";
export type { ReadSampling } from "./read-sampling.ts";
export type { Sampling } from "./sampler.ts";

/**
 * Starts the local Analytics Engine on 127.0.0.1: it opens the folder's database, takes native writes and
 * imports, and answers the SQL API.
 * @throws OptionInvalid for an option that does not fit; Error in one sentence when folder, port or platform
 * cannot be used
 */
export async function startEngine(options: EngineOptions): Promise<Engine> {
  // Miniflare loads this module for `plugins` alone, so the engine is loaded on demand.
  const engine = await import("./engine.ts");
  return engine.startEngine(options);
}

import type { FaultPlan } from "./faults.ts";
import type { ReadSampling } from "./read-sampling.ts";
import type { Sampling } from "./sampler.ts";

/** One line for the log; `detail` may hold the database's own words and never leaves this machine. */
export interface LogEntry {
  level: "debug" | "warn";
  message: string;
  detail?: string;
}

/** What can be changed while the engine runs. Everything is off (`null`) unless given. */
export interface Settings {
  /** Milliseconds between a native write and the moment queries see it; production needs 1 to 3 minutes. */
  ingestDelayMs: number | null;
  /** Write-time sampling of native points per index value. */
  sampling: Sampling | null;
  /** Read-time sampling of expensive queries. */
  readSampling: ReadSampling | null;
  /** Days after which points are deleted and no longer accepted; production keeps three months. */
  retentionDays: number | null;
  /** Queries per UTC day before the answer is 429. */
  dailyQueryLimit: number | null;
  /** Points per UTC day before writes are refused with 429. */
  dailyWriteLimit: number | null;
  /** Rows after which an answer stops, as production is reported to do at 10,000. */
  maxRows: number | null;
  /** Injected failures. */
  faults: FaultPlan | null;
}

/** Every setting switched off. */
export const SETTINGS_OFF: Settings = {
  ingestDelayMs: null,
  sampling: null,
  readSampling: null,
  retentionDays: null,
  dailyQueryLimit: null,
  dailyWriteLimit: null,
  maxRows: null,
  faults: null,
};

/** Per dataset: a column's name → its slot, for instance `{ leads: { project: "blob1", score: "double2" } }`. */
export type ColumnNames = Record<string, Record<string, string>>;

export interface EngineOptions extends Partial<Settings> {
  /** Folder of the database; created when missing, owned by this process while the engine runs. */
  dataDir: string;
  /** Default 8790; 0 takes a free port. */
  port?: number;
  /** Account id in the SQL route, default `local`. */
  accountId?: string;
  /** Bearer token, default `local`. */
  token?: string;
  /** Names that the import route accepts instead of slots. */
  columns?: ColumnNames;
  /** The clock in epoch milliseconds. */
  now?: () => number;
  /** Receives what went wrong; by default warnings go to stderr. */
  log?: (entry: LogEntry) => void;
}

/** Thrown when an option or setting does not fit; the message names it and what is allowed. */
export class OptionInvalid extends Error {}

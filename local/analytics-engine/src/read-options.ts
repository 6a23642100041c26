import {
  type ColumnNames,
  type EngineOptions,
  type LogEntry,
  OptionInvalid,
  SETTINGS_OFF,
  type Settings,
} from "./options.ts";
import { readSettings, SETTING_NAMES } from "./settings.ts";
import { isSlot } from "./target.ts";

const DEFAULT_PORT = 8790;

/** The options with every default filled in. */
export interface ResolvedOptions {
  dataDir: string;
  port: number;
  accountId: string;
  token: string;
  columns: ColumnNames;
  now(): number;
  log(entry: LogEntry): void;
  settings: Settings;
}

function warn({ level, message, detail }: LogEntry): void {
  if (level === "warn") console.error(`local-analytics-engine: ${message}${detail ? ` (${detail})` : ""}`);
}

function readColumns(columns: ColumnNames): ColumnNames {
  for (const [dataset, slots] of Object.entries(columns)) {
    const [wrong] = Object.entries(slots).find(([, slot]) => !isSlot(slot)) ?? [];
    if (wrong === undefined) continue;
    throw new OptionInvalid(
      `columns.${dataset}.${wrong} must be index1, blob1 … blob20 or double1 … double20`,
    );
  }
  return columns;
}

/**
 * Checks the options and fills in the defaults.
 * @throws OptionInvalid naming the option and what it allows
 */
export function readOptions(options: EngineOptions): ResolvedOptions {
  const { dataDir, port = DEFAULT_PORT, accountId = "local", token = "local" } = options;
  if (!dataDir) throw new OptionInvalid("dataDir must name a folder");
  if (!Number.isInteger(port) || port < 0 || port > 65_535) {
    throw new OptionInvalid("port must be a whole number from 0 to 65535");
  }
  const given = Object.fromEntries(SETTING_NAMES.map((name) => [name, options[name]]));
  return {
    dataDir,
    port,
    accountId,
    token,
    columns: readColumns(options.columns ?? {}),
    now: options.now ?? Date.now,
    log: options.log ?? warn,
    settings: readSettings(given, SETTINGS_OFF),
  };
}

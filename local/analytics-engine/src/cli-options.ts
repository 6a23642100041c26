import { parseArgs } from "node:util";
import { type ColumnNames, type EngineOptions, OptionInvalid, SETTINGS_OFF } from "./options.ts";
import { readSettings } from "./settings.ts";

/** What `--help` prints. */
export const HELP = `Usage: local-analytics-engine --data DIR [options]

A local Workers Analytics Engine on 127.0.0.1: takes data points from workerd,
imports NDJSON, and answers the Analytics Engine SQL API from embedded ClickHouse.

  --data DIR          folder of the database, created when missing (required)
  --port N            port, default 8790; 0 takes a free one
  --account ID        account id in the SQL route, default "local"
  --token TOKEN       bearer token, default "local"
  --columns JSON      names for slots in imports, as {"leads":{"project":"blob1"}}
  --settings JSON     simulated limits, as {"ingestDelayMs":90000,"retentionDays":92};
                      also changeable while it runs: PATCH /settings
  --help              this text
`;

const FLAGS = {
  data: { type: "string" },
  port: { type: "string" },
  account: { type: "string" },
  token: { type: "string" },
  columns: { type: "string" },
  settings: { type: "string" },
  help: { type: "boolean" },
} as const;

function readJson(text: string | undefined, flag: string): object {
  if (text === undefined) return {};
  try {
    const value: unknown = JSON.parse(text);
    if (typeof value === "object" && value !== null && !Array.isArray(value)) return value;
  } catch {
    // The same sentence serves both.
  }
  throw new OptionInvalid(`${flag} must be a JSON object`);
}

function readPort(text: string | undefined): number | null {
  if (text === undefined) return null;
  if (/^\d{1,5}$/.test(text) && Number(text) <= 65_535) return Number(text);
  throw new OptionInvalid("--port must be a number from 0 to 65535");
}

/**
 * Reads the command line; `null` when it asks for help.
 * @throws OptionInvalid for what does not fit
 */
export function readCommandLine(args: string[]): EngineOptions | null {
  let values: ReturnType<typeof parse>;
  try {
    values = parse(args);
  } catch (error) {
    throw new OptionInvalid(error instanceof Error ? error.message : "the command line cannot be read");
  }
  if (values.help) return null;
  if (!values.data) throw new OptionInvalid("--data DIR is required");
  const port = readPort(values.port);
  return {
    ...readSettings(readJson(values.settings, "--settings"), SETTINGS_OFF),
    dataDir: values.data,
    columns: readJson(values.columns, "--columns") as ColumnNames,
    ...(port === null ? {} : { port }),
    ...(values.account === undefined ? {} : { accountId: values.account }),
    ...(values.token === undefined ? {} : { token: values.token }),
  };
}

const parse = (args: string[]) => parseArgs({ args, options: FLAGS, allowPositionals: false }).values;

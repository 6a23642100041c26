import { parseArgs } from "node:util";
import { isZone } from "../../src/domain/zone.ts";
import { type Condition, readCondition } from "./condition.ts";
import type { DateOrder } from "./date.ts";
import { ImportError } from "./import-error.ts";
import type { MappingOptions } from "./mapping.ts";
import type { SourceOptions } from "./source.ts";
import { readProject } from "./values.ts";

/** What the command line asks for. */
export interface ImportOptions extends MappingOptions, SourceOptions {
  readonly zone: string;
  readonly dateOrder?: DateOrder;
  readonly filters: readonly Condition[];
  readonly firstBy?: string;
  readonly fromLine: number;
  /** Import although the projects have events in that time. */
  readonly append: boolean;
  readonly dryRun: boolean;
  /** File for all rejected lines. */
  readonly rejectedFile?: string;
  readonly url: string;
}

const FLAGS = {
  project: { type: "string" },
  map: { type: "string", multiple: true },
  set: { type: "string", multiple: true },
  filter: { type: "string", multiple: true },
  "first-by": { type: "string" },
  timezone: { type: "string" },
  "date-format": { type: "string" },
  delimiter: { type: "string" },
  encoding: { type: "string" },
  rejected: { type: "string" },
  url: { type: "string" },
  "from-line": { type: "string" },
  append: { type: "boolean" },
  "dry-run": { type: "boolean" },
  help: { type: "boolean", short: "h" },
} as const;

const DEFAULT_PORT = "8790";

/**
 * Reads the command line; `"help"` when help is asked for.
 * @throws ImportError naming the argument to repair
 */
export function readOptions(
  args: readonly string[],
  environment: Readonly<Record<string, string | undefined>>,
): { files: string[]; options: ImportOptions } | "help" {
  const { values, positionals: files } = readFlags(args);
  if (values.help) return "help";
  if (files.length === 0) throw new ImportError("name the file to import; --help tells more");
  const set = toPairs("--set", values.set ?? []);
  if (values.project !== undefined) set.set("project", toProject(values.project));
  const zone = values.timezone ?? "UTC";
  if (!isZone(zone))
    throw new ImportError(`--timezone takes an IANA zone such as Asia/Kolkata, not "${zone}"`);
  const options: ImportOptions = {
    ...{ set, map: toPairs("--map", values.map ?? []), zone },
    ...(values["date-format"] !== undefined && { dateOrder: toOrder(values["date-format"]) }),
    filters: (values.filter ?? []).map(readCondition),
    ...(values["first-by"] !== undefined && { firstBy: values["first-by"] }),
    fromLine: toLine(values["from-line"] ?? "1"),
    ...{ append: values.append ?? false, dryRun: values["dry-run"] ?? false },
    ...(values.delimiter !== undefined && { delimiter: toDelimiter(values.delimiter) }),
    ...(values.encoding !== undefined && { encoding: values.encoding }),
    ...(values.rejected !== undefined && { rejectedFile: values.rejected }),
    url: values.url ?? `http://127.0.0.1:${environment.ANALYTICS_ENGINE_PORT ?? DEFAULT_PORT}`,
  };
  if (!URL.canParse(options.url))
    throw new ImportError(`--url takes an address such as http://127.0.0.1:8790`);
  return { files, options };
}

function readFlags(args: readonly string[]) {
  try {
    return parseArgs({ args: [...args], options: FLAGS, allowPositionals: true });
  } catch (error) {
    throw new ImportError(
      `${error instanceof Error ? error.message : String(error)} (--help lists all options)`,
    );
  }
}

function toPairs(option: string, texts: readonly string[]): Map<string, string> {
  return new Map(
    texts.map((text) => {
      // A header may hold an equals sign, a column of the dataset never does.
      const at = option === "--map" ? text.lastIndexOf("=") : text.indexOf("=");
      if (at < 1) throw new ImportError(`${option} takes "NAME=VALUE", not "${text}"`);
      return [text.slice(0, at).trim(), text.slice(at + 1).trim()];
    }),
  );
}

function toProject(text: string): string {
  const project = readProject(text);
  if (project === undefined)
    throw new ImportError(`--project takes an id such as green-acres, not "${text}"`);
  return project;
}

function toOrder(text: string): DateOrder {
  if (text === "mdy" || text === "dmy") return text;
  throw new ImportError(`--date-format takes mdy (month first) or dmy (day first), not "${text}"`);
}

function toLine(text: string): number {
  if (/^[1-9]\d{0,14}$/.test(text)) return Number(text);
  throw new ImportError(`--from-line takes a line number, not "${text}"`);
}

function toDelimiter(text: string): string {
  const delimiter = text === "tab" || text === "\\t" ? "\t" : text;
  if (delimiter.length === 1) return delimiter;
  throw new ImportError(`--delimiter takes one character or "tab", not "${text}"`);
}

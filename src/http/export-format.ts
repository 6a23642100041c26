import { toNotAllowed } from "../domain/field-errors.ts";
import { toRefusal } from "../stats/read.ts";

export const FORMATS = ["json", "csv"] as const;
export type Format = (typeof FORMATS)[number];

const MEDIA_TYPES: Readonly<Record<Format, string>> = { json: "application/json", csv: "text/csv" };
/** Longer lists of media types than any client sends are read only so far. */
const MAX_ACCEPT_CHARS = 2000;

export interface ExportWish {
  readonly format: Format;
  /** CSV begins with a byte order mark. */
  readonly mark: boolean;
}

/**
 * The form an answer is wanted in: `format` when it is given, else what `Accept` prefers, else JSON.
 * @throws Problem `invalid_parameter`
 */
export function readExportWish(
  given: { readonly format?: unknown; readonly bom?: unknown },
  accept: string | null,
  formats: readonly Format[],
): ExportWish {
  const format = readFormat(given.format, formats) ?? toPreferred(accept ?? "", formats);
  const mark = readMark(given.bom);
  if (mark !== undefined && format !== "csv") {
    throw toRefusal({ field: "bom", message: "belongs to CSV; add format=csv or leave it out" });
  }
  return { format, mark: mark ?? false };
}

function readFormat(value: unknown, formats: readonly Format[]): Format | undefined {
  return value === undefined ? undefined : readWord("format", String(value), formats);
}

function readMark(value: unknown): boolean | undefined {
  return value === undefined ? undefined : readWord("bom", String(value), ["0", "1"]) === "1";
}

function readWord<T extends string>(field: string, value: string, allowed: readonly T[]): T {
  const word = allowed.find((candidate) => candidate === value.toLowerCase());
  if (word !== undefined) return word;
  throw toRefusal(toNotAllowed(field, value, allowed));
}

/** The first of the formats that no other is liked better than. */
function toPreferred(accept: string, formats: readonly Format[]): Format {
  const liked = formats.map((format) => ({ format, weight: toWeight(accept, MEDIA_TYPES[format]) }));
  const best = Math.max(...liked.map(({ weight }) => weight));
  return liked.find(({ weight }) => weight === best)?.format ?? "json";
}

/** How much a media type is liked, 0 … 1: the weight of the most exact range that holds it (RFC 9110, 12.5.1). */
function toWeight(accept: string, type: string): number {
  const ranges = [type, `${type.split("/")[0]}/*`, "*/*"];
  const found = accept
    .slice(0, MAX_ACCEPT_CHARS)
    .split(",")
    .map((entry) => {
      const [range = "", ...parameters] = entry.split(";").map((part) => part.trim().toLowerCase());
      const weight = parameters.find((parameter) => parameter.startsWith("q="))?.slice(2) ?? "1";
      return { rank: ranges.indexOf(range), weight: Number(weight) };
    })
    .filter(({ rank, weight }) => rank !== -1 && weight >= 0 && weight <= 1)
    .sort((a, b) => a.rank - b.rank);
  return found[0]?.weight ?? 0;
}

import type { Row } from "./row.ts";
import type { Source } from "./source.ts";
import { readLines } from "./text.ts";

/** The rows of a file with one JSON object per line; nested objects become columns such as `utm.campaign`. */
export async function* readNdjson(source: Source): AsyncGenerator<Row> {
  let line = 0;
  for await (const text of readLines(source)) {
    line++;
    if (text.trim() === "") continue;
    const value = toValue(text);
    if (typeof value !== "object" || value === null || Array.isArray(value)) {
      yield { line, reason: "the line is not one JSON object" };
    } else yield { line, cells: new Map(toCells(value, "")) };
  }
}

function toValue(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}

function toCells(object: object, prefix: string): [string, string][] {
  return Object.entries(object).flatMap(([key, value]): [string, string][] => {
    if (value === null) return [[prefix + key, ""]];
    if (Array.isArray(value)) return [[prefix + key, JSON.stringify(value)]];
    return typeof value === "object" ? toCells(value, `${prefix}${key}.`) : [[prefix + key, String(value)]];
  });
}

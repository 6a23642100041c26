import { isRecord } from "../../domain/is-record.ts";
import { type Arguments, type JsonSchema, toRecord } from "../schema.ts";
import type { Draft } from "./draft.ts";
import { repairFilters } from "./filters.ts";
import { repairNumbers } from "./numbers.ts";
import { repairNames, repairWords } from "./words.ts";

/**
 * Puts arguments right where only one meaning is possible: a parameter under another name, a number written as text,
 * one value where a list belongs, filters as an object, a dimension given as a parameter of its own. Everything else
 * is left for the core to refuse.
 * @param schema the tool's advertised input; parameters it does not have are never invented
 */
export function repairInput(raw: Arguments, schema: JsonSchema): Draft {
  const properties = toRecord(schema.properties);
  // Clients send null or "" for what they leave out.
  const given = Object.entries(raw).filter(([, value]) => value !== null && value !== "");
  const draft: Draft = { input: Object.fromEntries(given.map(readNested(properties))), notes: [] };
  repairNames(draft, properties);
  repairNumbers(draft, properties);
  if ("filters" in properties) repairFilters(draft);
  repairWords(draft, properties);
  return draft;
}

/** Some clients send lists and objects as JSON text. */
function readNested(properties: Record<string, unknown>) {
  return ([name, value]: [string, unknown]): [string, unknown] => {
    if (toRecord(properties[name]).type !== "array" || typeof value !== "string") return [name, value];
    try {
      const nested: unknown = JSON.parse(value);
      return [name, Array.isArray(nested) || isRecord(nested) ? nested : value];
    } catch {
      return [name, value];
    }
  };
}

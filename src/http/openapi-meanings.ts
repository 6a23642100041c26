import { DIMENSIONS, METRICS } from "../domain/dataset.ts";
import { isRecord } from "../domain/is-record.ts";
import { ADMIN_MEANINGS } from "./openapi-admin-meanings.ts";
import { ANSWER_MEANINGS } from "./openapi-answer-meanings.ts";
import type { JsonObject } from "./openapi-types.ts";

/** Meanings of fields by their path, from the shape's name or from anywhere behind it; the longest path goes first. */
export const MEANINGS: Readonly<Record<string, string>> = {
  ...Object.fromEntries(DIMENSIONS.map(({ name, meaning }) => [name, meaning])),
  ...Object.fromEntries(Object.entries(METRICS).map(([name, { meaning }]) => [name, meaning])),
  ...ADMIN_MEANINGS,
  ...ANSWER_MEANINGS,
};

/**
 * The schema with a description at every field that says nothing itself.
 * @param path the shape's name, then the fields that hold the schema
 */
export function addMeanings(schema: JsonObject, ...path: string[]): JsonObject {
  const toPart = (part: unknown) => (isRecord(part) ? addMeanings(part, ...path) : part);
  return Object.fromEntries(
    Object.entries(schema).map(([key, value]) => {
      if (key === "properties" && isRecord(value)) return [key, describeFields(value, path)];
      return [key, Array.isArray(value) ? value.map(toPart) : toPart(value)];
    }),
  );
}

function describeFields(properties: JsonObject, path: readonly string[]): JsonObject {
  return Object.fromEntries(
    Object.entries(properties).map(([name, field]) => {
      if (!isRecord(field)) return [name, field];
      const own = [...path, name];
      const known = own.map((_, from) => MEANINGS[own.slice(from).join(".")]).find((it) => it !== undefined);
      const isSilent = field.description === undefined && field.$ref === undefined && known !== undefined;
      return [name, addMeanings(isSilent ? { description: known, ...field } : field, ...own)];
    }),
  );
}

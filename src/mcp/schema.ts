import type { StandardSchemaWithJSON } from "@modelcontextprotocol/server";
import * as z from "zod";
import { isRecord } from "../domain/is-record.ts";

export type JsonSchema = Record<string, unknown>;
export type Arguments = Record<string, unknown>;

/** Keywords to add to or replace in one advertised property, e.g. a default that differs in chat. */
export type Overrides = Readonly<Record<string, JsonSchema>>;

/**
 * What a tool advertises as its input: the strict schema of the question, without noise that only costs tokens.
 * @param overrides by name of a property, where the question has it; a keyword set to `undefined` is left out
 * @param hidden properties that a caller need not know of
 */
export function toInputSchema(
  question: z.ZodObject,
  overrides: Overrides = {},
  hidden: readonly string[] = [],
): JsonSchema {
  const schema = toLean(z.toJSONSchema(question, { io: "input", target: "draft-2020-12" }));
  const properties = toRecord(schema.properties);
  for (const [name, keywords] of Object.entries(overrides))
    if (name in properties) properties[name] = toLean({ ...toRecord(properties[name]), ...keywords });
  for (const name of hidden) delete properties[name];
  return { ...schema, properties };
}

/** Parts that answers of several tools share; the server instructions and docs/api say what they hold. */
const SHARED_PARTS: ReadonlySet<string> = new Set(["query", "status", "reason", "method", "link"]);

/**
 * What a tool advertises as its output: the names and kinds of the answer's own top level. Deeper shapes and shared
 * parts are left open, because nine full schemas would cost a model more than all its answers; docs/api holds them.
 */
export function toOutputSchema(answer: z.ZodObject): JsonSchema {
  const full = toRecord(z.toJSONSchema(answer, { io: "output", target: "draft-2020-12" }));
  const properties = Object.entries(toRecord(full.properties)).flatMap(([name, property]) =>
    SHARED_PARTS.has(name) ? [] : [[name, toShallow(toRecord(property))]],
  );
  return { type: "object", properties: Object.fromEntries(properties) };
}

/**
 * Wraps a JSON Schema so that the SDK advertises it and lets every value pass: the core reads the values,
 * because its messages name the field, the allowed words and the nearest one, on every surface alike.
 */
export function toPassing(schema: JsonSchema): StandardSchemaWithJSON<Arguments, Arguments> {
  return {
    "~standard": {
      version: 1,
      vendor: "lead-stats",
      validate: (value) => ({ value: toRecord(value) }),
      jsonSchema: { input: () => schema, output: () => schema },
    },
  };
}

/** The kind alone; none where there are several, e.g. a part that may be `null`. */
function toShallow({ type }: JsonSchema): JsonSchema {
  return typeof type === "string" ? { type } : {};
}

/** Leaves out what tells a caller nothing: the dialect, empty defaults and the second description of a list's items. */
function toLean(schema: JsonSchema): JsonSchema {
  const kept = Object.entries(schema).filter(
    ([keyword, value]) =>
      keyword !== "$schema" && value !== undefined && !(Array.isArray(value) && value.length === 0),
  );
  return Object.fromEntries(kept.map(([keyword, value]) => [keyword, toLeanPart(keyword, value)]));
}

function toLeanPart(keyword: string, value: unknown): unknown {
  if (keyword === "items") {
    const { description: _, ...items } = toRecord(value);
    return toLean(items);
  }
  if (keyword !== "properties") return value;
  return Object.fromEntries(
    Object.entries(toRecord(value)).map(([name, property]) => [name, toLean(toRecord(property))]),
  );
}

/** The value itself when it is an object with named members, else an empty one. */
export function toRecord(value: unknown): Record<string, unknown> {
  return isRecord(value) ? value : {};
}

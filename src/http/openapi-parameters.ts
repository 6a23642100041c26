import * as z from "zod";
import { DIMENSIONS } from "../domain/dataset.ts";
import { PERIOD_FIELDS } from "../stats/request.ts";
import { FORMATS } from "./export-format.ts";
import type { JsonObject } from "./openapi-types.ts";

const FILTER_SYNTAX =
  "a,b any of · !a,b none of · ~text contains · (unknown) empty · quote a value with a comma";

const EXPORT_PARAMETERS: readonly JsonObject[] = [
  {
    name: "format",
    in: "query",
    description: "Form of the answer; goes before Accept",
    schema: { type: "string", enum: [...FORMATS] },
  },
  {
    name: "bom",
    in: "query",
    description: "1 begins the CSV with a byte order mark, for Excel",
    schema: { type: "string", enum: ["0", "1"] },
  },
];

/** Parameters that several questions share, by the name under which the document keeps them. */
export function toSharedParameters(): Record<string, JsonObject> {
  const period = toFieldParameters(z.object(PERIOD_FIELDS));
  const filters = DIMENSIONS.map(({ name, meaning, values }) => ({
    name,
    in: "query",
    description: `Filter on ${meaning}: ${FILTER_SYNTAX}`,
    schema: { type: "string" },
    ...(values?.[0] === undefined ? {} : { example: values[0] }),
  }));
  return Object.fromEntries([
    ...[...period, ...EXPORT_PARAMETERS].map((parameter) => [String(parameter.name), parameter]),
    ...filters.map((parameter) => [`filter_${parameter.name}`, parameter]),
  ]);
}

/** The parameters of a question: its own fields, a filter per dimension when it has filters, and the form. */
export function toParameters(request: z.ZodObject, options: { csv: boolean }): JsonObject[] {
  const shared: z.core.$ZodShape = PERIOD_FIELDS;
  const own = toFieldParameters(request).map((parameter) => {
    const name = String(parameter.name);
    // A question may look at another number of days when none are named.
    return name in shared && request.shape[name] === shared[name] ? toRef(name) : parameter;
  });
  const filters = "filters" in request.shape ? DIMENSIONS.map(({ name }) => toRef(`filter_${name}`)) : [];
  return [...own, ...filters, ...(options.csv ? [toRef("format"), toRef("bom")] : [])];
}

function toRef(name: string): JsonObject {
  return { $ref: `#/components/parameters/${name}` };
}

function toFieldParameters(request: z.ZodObject): JsonObject[] {
  const { properties = {}, required = [] } = z.toJSONSchema(request, { io: "input" });
  return Object.entries(properties)
    .filter(([name]) => name !== "filters")
    .map(([name, property]) => {
      const { description, default: fallback, ...schema } = property as JsonObject;
      return {
        name,
        in: "query",
        ...(required.includes(name) ? { required: true } : {}),
        description,
        // Lists stand in one parameter, with commas.
        ...(schema.type === "array" ? { style: "form", explode: false } : {}),
        schema: fallback === undefined || Array.isArray(fallback) ? schema : { ...schema, default: fallback },
      };
    });
}

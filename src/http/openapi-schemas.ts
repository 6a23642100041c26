import * as z from "zod";
import {
  CHANGE,
  CHANGES,
  COMPARISON,
  INTERVAL,
  QUALITY,
  QUERY_ANSWER,
  RATE_ANSWER,
  RATE_CHANGE,
  ROW,
  SCHEMA_ANSWER,
  STATS_ANSWER,
  SUMMARY_ANSWER,
  TOTALS,
  VALUES_ANSWER,
  WARNING,
} from "../stats/answer.ts";
import { FILTER } from "../stats/request.ts";
import { ADMIN_SCHEMAS } from "./openapi-admin-schemas.ts";
import { INSIGHT_SCHEMAS } from "./openapi-insight-schemas.ts";
import { addMeanings } from "./openapi-meanings.ts";
import { PROBLEM_ANSWER } from "./openapi-problem.ts";
import type { JsonObject } from "./openapi-types.ts";

const ACCEPTED = z.strictObject({
  status: z.literal("accepted"),
  submission_id: z.string().describe("Id of this submission; a retry gets the first one's"),
});
const FORM_TOKEN = z.strictObject({
  token: z.string().describe("Send it back as form_token"),
  expires_in_s: z.number(),
});
const CHECK_STATE = z.enum(["ok", "unavailable"]);
const HEALTH = z.looseObject({
  status: z.enum(["ok", "degraded"]),
  checks: z.record(z.string(), CHECK_STATE),
});

/** Shapes with a name of their own in the document. */
const NAMED: Readonly<Record<string, z.ZodType>> = {
  StatsAnswer: STATS_ANSWER,
  SummaryAnswer: SUMMARY_ANSWER,
  ValuesAnswer: VALUES_ANSWER,
  SchemaAnswer: SCHEMA_ANSWER,
  Query: QUERY_ANSWER,
  Filter: FILTER,
  Row: ROW,
  Totals: TOTALS,
  Rate: RATE_ANSWER,
  Interval: INTERVAL,
  Comparison: COMPARISON,
  Changes: CHANGES,
  Change: CHANGE,
  RateChange: RATE_CHANGE,
  Quality: QUALITY,
  Warning: WARNING,
  Accepted: ACCEPTED,
  FormToken: FORM_TOKEN,
  Health: HEALTH,
  Problem: PROBLEM_ANSWER,
  ...INSIGHT_SCHEMAS,
  ...ADMIN_SCHEMAS,
};

/** Every named shape as JSON Schema, referring to the others by name. */
export function toSchemas(): Record<string, JsonObject> {
  const registry = z.registry<{ id: string }>();
  for (const [id, schema] of Object.entries(NAMED)) registry.add(schema, { id });
  const { schemas } = z.toJSONSchema(registry, {
    uri: (id) => toSchemaRef(id).$ref,
    override: ({ jsonSchema }) => {
      // A calendar or a host name as a regular expression tells a reader nothing that the format does not.
      if (jsonSchema.format !== undefined) delete jsonSchema.pattern;
      // A record of known keys is an object like any other.
      const keys = typeof jsonSchema.propertyNames === "object" ? jsonSchema.propertyNames.enum : undefined;
      const { additionalProperties } = jsonSchema;
      if (!keys || additionalProperties === undefined) return;
      jsonSchema.properties = Object.fromEntries(keys.map((key) => [String(key), additionalProperties]));
      jsonSchema.additionalProperties = false;
      delete jsonSchema.propertyNames;
    },
  });
  return Object.fromEntries(
    Object.entries(schemas).map(([id, { $schema: _, $id: __, ...schema }]) => [id, addMeanings(schema, id)]),
  );
}

export function toSchemaRef(id: string): { $ref: string } {
  return { $ref: `#/components/schemas/${id}` };
}

/** A body of the named shape. */
export function toJsonContent(id: string): JsonObject {
  return { "application/json": { schema: toSchemaRef(id) } };
}

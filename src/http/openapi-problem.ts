import * as z from "zod";
import { PROBLEM_CODES, type ProblemCode } from "../domain/errors.ts";
import type { JsonObject } from "./openapi-types.ts";
import { toStatus } from "./problem.ts";

const FIELD_ERROR = z.strictObject({
  field: z.string().describe("Name of what is wrong; empty for the whole body"),
  pointer: z.string().optional().describe("JSON Pointer into the body, e.g. #/email"),
  parameter: z.string().optional().describe("Query parameter"),
  header: z.string().optional().describe("Header"),
  message: z.string(),
  allowed: z.array(z.string()).optional().describe("Everything that may stand here"),
  did_you_mean: z.string().optional().describe("The allowed word nearest to what was sent"),
});

/** Problem JSON as it is sent (RFC 9457). */
export const PROBLEM_ANSWER = z.strictObject({
  type: z.string(),
  title: z.string(),
  status: z.number(),
  code: z.enum(PROBLEM_CODES),
  detail: z.string().describe("What went wrong, in words that may be shown"),
  errors: z.array(FIELD_ERROR).optional(),
});

const HEADERS: Readonly<Record<number, JsonObject>> = {
  401: { "WWW-Authenticate": { description: "Bearer", schema: { type: "string" } } },
  429: { "Retry-After": { description: "Seconds to wait", schema: { type: "integer" } } },
  503: { "Retry-After": { description: "Seconds to wait", schema: { type: "integer" } } },
};

/** What can go wrong with whatever needs a key: looking it up is the first that is done. */
const KEY_PROBLEMS: readonly ProblemCode[] = ["unauthorized", "forbidden", "internal", "storage_unavailable"];

/** The responses of an operation that needs a key, by status: those of the key and its own. */
export function toSecuredResponses(codes: readonly ProblemCode[]): JsonObject {
  return toProblemResponses([...KEY_PROBLEMS, ...codes]);
}

/** The responses of the given problems, by status. */
export function toProblemResponses(codes: readonly ProblemCode[]): JsonObject {
  const byStatus = Map.groupBy(codes, (code) => toStatus(code)[0]);
  return Object.fromEntries(
    [...byStatus].map(([status, same]) => [
      String(status),
      {
        description: same.map((code) => `\`${code}\`: ${toStatus(code)[1]}.`).join(" "),
        ...(HEADERS[status] ? { headers: HEADERS[status] } : {}),
        content: { "application/problem+json": { schema: { $ref: "#/components/schemas/Problem" } } },
      },
    ]),
  );
}

import type { Env } from "../../src/config.ts";
import worker from "../../src/index.ts";

interface Bound {
  readonly sql: string;
  readonly params: readonly unknown[];
}

/** Answers as a database would that meets every person for the first time; stores nothing. */
const DOUBLE = {
  prepare: (sql: string) => ({ bind: (...params: unknown[]): Bound => ({ sql, params }) }),
  batch: async (statements: Bound[]) =>
    statements.map(({ sql, params }) => ({
      success: true,
      meta: { changes: 1 },
      results: toRows(sql, params),
    })),
};

function toRows(sql: string, params: readonly unknown[]): object[] {
  if (sql.startsWith("INSERT INTO IdempotencyKeys"))
    return [{ SubmissionId: params[1], BodyHash: params[2] }];
  if (!sql.startsWith("INSERT INTO LeadSubmissions")) return [];
  return [
    { SubmissionId: "s", LeadId: "s", EventType: "primary", Reason: "new_identity", PointState: "request" },
  ];
}

let doubled: Env | undefined;

// The whole product with a double in place of its database.
export default {
  fetch(request, env, context) {
    doubled ??= { ...env, DB: DOUBLE as unknown as D1Database };
    return worker.fetch(request as never, doubled, context);
  },
} satisfies ExportedHandler<Env>;

import { Problem } from "../domain/errors.ts";
import { isRecord } from "../domain/is-record.ts";
import type { Engine, EngineAnswer } from "./engine.ts";
import { EngineFailure, toFailureKind } from "./failure.ts";
import { readRetryAfter } from "./retry-after.ts";
import { isRows } from "./rows.ts";
import { toShape, toSilenced } from "./statement-shape.ts";

export interface AnalyticsEngineOptions {
  /** `https://api.cloudflare.com`, or where a stand-in listens. */
  readonly baseUrl: string;
  readonly accountId: string;
  /** API token with the permission Account Analytics: Read. */
  readonly token: string;
  /** Epoch milliseconds. */
  readonly now: () => number;
  readonly fetch?: typeof fetch;
  /** Longest wait for a whole answer, whatever a question allows. */
  readonly timeoutMs?: number;
}

/** The SQL API refuses longer statements. */
export const MAX_STATEMENT_CHARS = 10_000;
const DEFAULT_TIMEOUT_MS = 10_000;
const MAX_CAUSE_CHARS = 500;
const CREDENTIALS = "check ANALYTICS_ENGINE_TOKEN (Account Analytics: Read) and ANALYTICS_ENGINE_ACCOUNT_ID";
const NEVER_WRITTEN = /unable to find type of column/;

/**
 * The Analytics Engine SQL API, asked once per statement.
 * https://developers.cloudflare.com/analytics/analytics-engine/sql-api/
 */
export function createAnalyticsEngine(options: AnalyticsEngineOptions): Engine {
  const url = `${options.baseUrl}/client/v4/accounts/${encodeURIComponent(options.accountId)}/analytics_engine/sql`;
  const { now, timeoutMs = DEFAULT_TIMEOUT_MS, fetch: send = (input, init) => fetch(input, init) } = options;

  return {
    async ask(sql, ask = {}) {
      checkLength(sql);
      const asOf = Math.floor(now() / 1000);
      const response = await send(url, {
        method: "POST",
        headers: { Authorization: `Bearer ${options.token}`, "Content-Type": "text/plain" },
        body: sql,
        signal: AbortSignal.timeout(Math.min(timeoutMs, ask.timeoutMs ?? timeoutMs)),
      }).catch((cause: unknown) => {
        throw new EngineFailure("broken", "The statistics store did not answer.", { cause });
      });
      const text = await response.text().catch((cause: unknown) => {
        throw new EngineFailure("broken", "The statistics store broke off its answer.", { cause });
      });
      if (response.ok) return { rows: readRows(text), neverWritten: false, asOf };
      if (response.status === 422 && NEVER_WRITTEN.test(text)) return { rows: [], neverWritten: true, asOf };
      const waitS = readRetryAfter(response.headers.get("retry-after"), now());
      throw toFailure(response.status, text, sql, waitS);
    },
  };
}

function checkLength(sql: string): void {
  if (sql.length <= MAX_STATEMENT_CHARS) return;
  throw new Problem("invalid_parameter", "The question is too long: use fewer or shorter filter values.", {
    errors: [{ field: "filters", message: "too many or too long values; ask in several questions" }],
  });
}

function readRows(text: string): EngineAnswer["rows"] {
  try {
    const answer: unknown = JSON.parse(text);
    if (isRecord(answer) && isRows(answer.data)) return answer.data;
    throw new TypeError("no rows");
  } catch {
    const cause = new Error(`not an answer of the SQL API, ${text.length} characters`);
    throw new EngineFailure("broken", "The statistics store sent an answer that could not be read.", {
      cause,
    });
  }
}

function toFailure(status: number, text: string, sql: string, waitS: number | undefined): EngineFailure {
  const kind = toFailureKind(status);
  const said = `SQL API ${status}: ${toSilenced(text, sql).slice(0, MAX_CAUSE_CHARS)}`;
  // Only what the store says of the statement itself makes sense beside the statement.
  const beside = { rejected: toShape(sql), refused: CREDENTIALS, busy: "", broken: "" }[kind];
  const cause = new Error(beside === "" ? said : `${said} | ${beside}`);
  switch (kind) {
    case "busy":
      return new EngineFailure(kind, "The statistics store is busy.", { cause, waitS });
    case "refused":
      return new EngineFailure(kind, "The statistics store refused this server's credentials.", { cause });
    case "rejected":
      return new EngineFailure(kind, "The statistics store did not accept the question.", { cause });
    case "broken":
      return new EngineFailure(kind, "The statistics store is not available.", { cause, waitS });
  }
}

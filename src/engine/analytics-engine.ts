import * as z from "zod";
import { Problem } from "../domain/errors.ts";
import type { Engine, EngineAnswer } from "./engine.ts";

export interface AnalyticsEngineOptions {
  /** `https://api.cloudflare.com`, or where a stand-in listens. */
  readonly baseUrl: string;
  readonly accountId: string;
  /** API token with the permission Account Analytics: Read. */
  readonly token: string;
  readonly fetch?: typeof fetch;
  readonly timeoutMs?: number;
}

/** The SQL API refuses longer statements. */
export const MAX_STATEMENT_CHARS = 10_000;
const DEFAULT_TIMEOUT_MS = 10_000;
const NEVER_WRITTEN = /unable to find type of column/;
const ANSWER = z.object({ data: z.array(z.record(z.string(), z.unknown())) });

/**
 * The Analytics Engine SQL API.
 * https://developers.cloudflare.com/analytics/analytics-engine/sql-api/
 */
export function createAnalyticsEngine(options: AnalyticsEngineOptions): Engine {
  const url = `${options.baseUrl}/client/v4/accounts/${encodeURIComponent(options.accountId)}/analytics_engine/sql`;
  const send = options.fetch ?? ((input, init) => fetch(input, init));

  return {
    async ask(sql: string): Promise<EngineAnswer> {
      if (sql.length > MAX_STATEMENT_CHARS) {
        throw new Problem(
          "invalid_parameter",
          "The question is too long: use fewer or shorter filter values.",
          {
            errors: [{ field: "filters", message: "too many or too long values; ask in several questions" }],
          },
        );
      }
      const response = await send(url, {
        method: "POST",
        headers: { Authorization: `Bearer ${options.token}`, "Content-Type": "text/plain" },
        body: sql,
        signal: AbortSignal.timeout(options.timeoutMs ?? DEFAULT_TIMEOUT_MS),
      }).catch((cause: unknown) => {
        throw unavailable("The statistics store did not answer.", cause);
      });
      const text = await response.text().catch((cause: unknown) => {
        throw unavailable("The statistics store broke off its answer.", cause);
      });
      if (response.ok) return { rows: readRows(text), neverWritten: false };
      if (response.status === 422 && NEVER_WRITTEN.test(text)) return { rows: [], neverWritten: true };
      throw unavailable(
        toSentence(response.status),
        new Error(`SQL API ${response.status}: ${text.slice(0, 500)}`),
      );
    },
  };
}

function readRows(text: string): EngineAnswer["rows"] {
  try {
    return ANSWER.parse(JSON.parse(text)).data;
  } catch (cause) {
    throw unavailable("The statistics store sent an answer that could not be read.", cause);
  }
}

function toSentence(status: number): string {
  if (status === 401 || status === 403) return "The statistics store refused this server's credentials.";
  if (status === 429) return "The statistics store is busy; try again in a minute.";
  if (status === 422) return "The statistics store did not accept the question.";
  return "The statistics store is not available.";
}

function unavailable(message: string, cause: unknown): Problem {
  return new Problem("statistics_unavailable", message, { cause, retryAfterS: 60 });
}

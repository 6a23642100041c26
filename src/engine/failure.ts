import { Problem } from "../domain/errors.ts";

/**
 * Why the store gave no answer: `busy` (too many questions, 429), `broken` (5xx, no or half an answer: passing),
 * `refused` (the credentials), `rejected` (the statement: asking again changes nothing).
 */
export type FailureKind = "busy" | "broken" | "refused" | "rejected";

/** Seconds after which a caller may try again when the store named none. */
const RETRY_AFTER_S = 60;

/** A question the store did not answer. The message is for callers, the cause for the log. */
export class EngineFailure extends Problem {
  readonly kind: FailureKind;
  /** Seconds the store asked to be left alone. */
  readonly waitS: number | undefined;

  constructor(kind: FailureKind, message: string, options: { cause: unknown; waitS?: number | undefined }) {
    const retryAfterS = Math.max(1, options.waitS ?? RETRY_AFTER_S);
    super("statistics_unavailable", message, { cause: options.cause, retryAfterS });
    this.kind = kind;
    this.waitS = options.waitS;
  }
}

/** The kind of failure that an HTTP status other than 2xx means. */
export function toFailureKind(status: number): FailureKind {
  if (status === 429) return "busy";
  if (status === 401 || status === 403) return "refused";
  return status >= 500 || status === 408 ? "broken" : "rejected";
}

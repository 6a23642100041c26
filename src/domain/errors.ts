/** Everything that can go wrong in front of a caller; surfaces switch over it exhaustively. */
export const PROBLEM_CODES = [
  "invalid_json",
  "invalid_body",
  "body_too_large",
  "unsupported_media_type",
  "unknown_project",
  "invalid_parameter",
  "too_many_cells",
  "unauthorized",
  "forbidden",
  "not_found",
  "method_not_allowed",
  "conflict",
  "rate_limited",
  "statistics_unavailable",
  "storage_unavailable",
  "internal",
] as const;
export type ProblemCode = (typeof PROBLEM_CODES)[number];

/** One bad field or parameter, in words that say how to repair it. */
export interface FieldError {
  readonly field: string;
  readonly message: string;
  readonly allowed?: readonly string[];
  readonly didYouMean?: string;
}

/**
 * An expected failure. `message` and `errors` are our own words and may reach a client or a model;
 * what an upstream said belongs into `cause`, which only the log sees.
 */
export class Problem extends Error {
  readonly code: ProblemCode;
  readonly errors: readonly FieldError[];
  readonly retryAfterS: number | undefined;

  constructor(
    code: ProblemCode,
    message: string,
    options: { errors?: readonly FieldError[]; cause?: unknown; retryAfterS?: number } = {},
  ) {
    super(message, options.cause === undefined ? undefined : { cause: options.cause });
    this.name = "Problem";
    this.code = code;
    this.errors = options.errors ?? [];
    this.retryAfterS = options.retryAfterS;
  }
}

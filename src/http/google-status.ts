import type { ProblemCode } from "../domain/errors.ts";

/**
 * HTTP status of a problem in front of Google, which knows only some. The switch is exhaustive: whether a new problem
 * passes by itself has to be said, or leads that could be sent again would not be.
 */
export function toGoogleStatus(code: ProblemCode): 400 | 401 | 403 | 413 | 429 | 500 | 503 {
  switch (code) {
    case "unauthorized":
      return 401;
    case "forbidden":
      return 403;
    case "body_too_large":
      return 413;
    case "rate_limited":
      return 429;
    case "internal":
      return 500;
    case "storage_unavailable":
    case "statistics_unavailable":
      return 503;
    case "invalid_json":
    case "invalid_body":
    case "unsupported_media_type":
    case "unknown_project":
    case "invalid_parameter":
    case "too_many_cells":
    case "not_found":
    case "method_not_allowed":
    case "conflict":
      return 400;
  }
}

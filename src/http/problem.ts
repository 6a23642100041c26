import type { Context } from "hono";
import { type FieldError, Problem, type ProblemCode } from "../domain/errors.ts";
import { type Log, logCause, toErrorText } from "../domain/log.ts";
import { isFormPost } from "./navigation.ts";
import { toPageResponse } from "./page-response.ts";
import { toRefusalPage } from "./visitor-page.ts";

type Status = 400 | 401 | 403 | 404 | 405 | 409 | 413 | 415 | 422 | 429 | 500 | 503;

/** HTTP status and title of every problem. The switch is exhaustive: a new code must be given both. */
export function toStatus(code: ProblemCode): readonly [Status, string] {
  switch (code) {
    case "invalid_json":
      return [400, "The body is not valid JSON"];
    case "invalid_parameter":
      return [400, "A parameter is not valid"];
    case "too_many_cells":
      return [400, "The answer would be too large"];
    case "unauthorized":
      return [401, "A valid key is needed"];
    case "forbidden":
      return [403, "The key does not allow this"];
    case "not_found":
      return [404, "There is nothing here"];
    case "method_not_allowed":
      return [405, "The method is not allowed here"];
    case "conflict":
      return [409, "The request contradicts an earlier one"];
    case "body_too_large":
      return [413, "The body is too large"];
    case "unsupported_media_type":
      return [415, "The content type is not supported"];
    case "invalid_body":
      return [422, "A field is not valid"];
    case "unknown_project":
      return [422, "The project is not known"];
    case "rate_limited":
      return [429, "Too many requests"];
    case "internal":
      return [500, "Something went wrong on our side"];
    case "statistics_unavailable":
      return [503, "Statistics are not available right now"];
    case "storage_unavailable":
      return [503, "The record cannot be reached right now"];
  }
}

/** The problem as RFC 9457 JSON; only our own words, never a cause. */
export function toProblemResponse(problem: Problem): Response {
  const [status, title] = toStatus(problem.code);
  const body = {
    type: `urn:lead-stats:problem:${problem.code}`,
    title,
    status,
    code: problem.code,
    detail: problem.message,
    ...(problem.errors.length > 0
      ? {
          errors: problem.errors.map((error) => toWireError(problem.code, error)),
        }
      : {}),
  };
  const headers = new Headers({ "Content-Type": "application/problem+json", "Cache-Control": "no-store" });
  if (problem.retryAfterS !== undefined) headers.set("Retry-After", String(problem.retryAfterS));
  if (status === 401) headers.set("WWW-Authenticate", 'Bearer realm="lead-stats"');
  const methods = problem.errors[0]?.allowed;
  if (status === 405 && methods) headers.set("Allow", methods.join(", "));
  return new Response(JSON.stringify(body), { status, headers });
}

function toWireError(code: ProblemCode, { field, message, allowed, didYouMean }: FieldError): object {
  return {
    field,
    ...toPlace(code, field),
    message,
    ...(allowed ? { allowed } : {}),
    ...(didYouMean === undefined ? {} : { did_you_mean: didYouMean }),
  };
}

/** Where in the request a field stands: header, JSON Pointer into the body (RFC 6901), or query parameter. */
function toPlace(code: ProblemCode, field: string): object {
  if (/^[A-Z][a-z]+(-[A-Z][a-z]+)*$/.test(field)) return { header: field };
  switch (code) {
    case "invalid_parameter":
    case "too_many_cells":
      return { parameter: field };
    case "invalid_json":
    case "invalid_body":
    case "unknown_project":
    case "conflict":
      return { pointer: toPointer(field) };
    default:
      return {};
  }
}

function toPointer(field: string): string {
  const steps = field === "" ? [] : field.split(".");
  return `#${steps.map((step) => `/${encodeURIComponent(step.replaceAll("~", "~0").replaceAll("/", "~1"))}`).join("")}`;
}

/**
 * Turns whatever a route threw into a problem response, for a visitor's form into a page; what was not expected is logged
 * and stays inside.
 */
export function createErrorHandler(
  log: Log,
): (error: unknown, context: Context) => Response | Promise<Response> {
  const toProblem = (error: unknown, { req: { method, path } }: Context): Problem => {
    if (error instanceof Problem) {
      logCause(log, error);
      return error;
    }
    log("unexpected_error", { path, error: toErrorText(error) });
    // Only administration changes things that a second request would change again.
    const isRepeatable = method === "GET" || !path.startsWith("/admin/");
    const advice = isRepeatable
      ? "it is safe to try again"
      : "see whether it took effect before you try again";
    return new Problem("internal", `The request could not be finished; ${advice}.`);
  };
  return (error, context) => {
    const problem = toProblem(error, context);
    const answer = toProblemResponse(problem);
    if (!isFormPost(context.req.raw)) return answer;
    return toPageResponse(toRefusalPage(problem, answer.status), answer);
  };
}

import { type FieldError, Problem, type ProblemCode } from "../domain/errors.ts";

/** What a model reads when something of ours broke; the cause goes to the log only. */
const INTERNAL =
  "The answer could not be computed because of an internal error. Nothing is wrong with the question.";

/** More allowed words than this are cut, so that one error never fills a context. */
const MAX_ALLOWED = 40;

/** The words for any failure: our own for a problem, one fixed sentence for everything else. */
export function toRefusalText(error: unknown): string {
  if (!(error instanceof Problem)) return INTERNAL;
  const lines = [toLead(error), ...error.errors.map(toFieldLine), toAdvice(error)];
  return lines.filter((line) => line !== "").join("\n");
}

function toLead({ code, message, errors }: Problem): string {
  if (code === "internal") return INTERNAL;
  // The lines below name each field; the message would only repeat the first.
  return code === "invalid_parameter" && errors.length > 0 ? "The arguments are not valid:" : message;
}

function toFieldLine({ field, message, allowed, didYouMean }: FieldError): string {
  const parts = [`- ${field}: ${toSentence(message)}`];
  if (didYouMean !== undefined) parts.push(`Did you mean "${didYouMean}"?`);
  if (allowed && allowed.length > 0) {
    const rest = allowed.length - MAX_ALLOWED;
    const more = rest > 0 ? `, and ${rest} more` : "";
    parts.push(`Allowed: ${allowed.slice(0, MAX_ALLOWED).join(", ")}${more}.`);
  }
  return parts.join(" ");
}

function toSentence(words: string): string {
  return /[.!?]$/.test(words) ? words : `${words}.`;
}

/** What may be done about it, where the problem's own words do not say so already. */
function toAdvice({ code, retryAfterS }: Problem): string {
  switch (code satisfies ProblemCode) {
    case "rate_limited":
    case "statistics_unavailable":
    case "storage_unavailable":
      return retryAfterS === undefined
        ? "The same call may succeed in a minute."
        : `The same call may succeed in ${retryAfterS} s.`;
    case "unknown_project":
      return "describe_data lists the projects this key may see.";
    case "unauthorized":
    case "forbidden":
      return "The access key decides what can be seen; another key is needed.";
    case "invalid_parameter":
    case "invalid_json":
    case "invalid_body":
    case "body_too_large":
    case "unsupported_media_type":
    case "too_many_cells":
    case "not_found":
    case "method_not_allowed":
    case "conflict":
    case "internal":
      return "";
  }
}

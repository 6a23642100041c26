import type * as z from "zod";
import { METRIC_NAMES, METRICS } from "../domain/dataset.ts";
import { type FieldError, Problem } from "../domain/errors.ts";
import { toNearest } from "../domain/nearest.ts";

/** Other names of metrics, as older documents use them. */
const METRIC_ALIASES = new Map<string, string>(
  METRIC_NAMES.flatMap((name) => METRICS[name].aliases.map((alias) => [alias, name] as const)),
);

/**
 * Reads a question from a caller. Text is accepted where its meaning is certain (`"7d"` for days, `"a,b"` for a list,
 * an older name of a metric); anything else is refused by name, with the allowed values and the nearest match.
 * @throws Problem `invalid_parameter`
 */
export function readRequest<S extends z.ZodObject>(schema: S, raw: unknown): z.output<S> {
  if (raw !== undefined && raw !== null && (typeof raw !== "object" || Array.isArray(raw))) {
    throw new Problem("invalid_parameter", "The question must be an object of parameters.");
  }
  const given = toRepaired((raw ?? {}) as Record<string, unknown>);
  const parsed = schema.safeParse(given);
  const errors = parsed.success
    ? []
    : parsed.error.issues.flatMap((issue) => toFieldErrors(issue, schema, given));
  const named = ["period", "days", "from"].filter((field) => field in given);
  if (named.length > 1) {
    errors.push({ field: named[0] ?? "days", message: "give only one of period, days, or from and to" });
  }
  if ("to" in given && !("from" in given)) errors.push({ field: "from", message: "to needs from" });
  if (parsed.success && errors.length === 0) return parsed.data;
  const first = errors[0];
  throw new Problem(
    "invalid_parameter",
    first ? `${first.field}: ${first.message}` : "A parameter is not valid.",
    {
      errors,
    },
  );
}

function toRepaired(raw: Record<string, unknown>): Record<string, unknown> {
  const given = Object.fromEntries(
    Object.entries(raw).filter(([, value]) => value !== undefined && value !== null),
  );
  for (const field of ["days", "limit", "min_total", "max_rows", "min_suspicion", "min_engagement"]) {
    const value = given[field];
    const match = typeof value === "string" ? /^\s*(\d{1,6})\s*(d|days?)?\s*$/i.exec(value) : null;
    if (match) given[field] = Number(match[1]);
  }
  if (typeof given.period === "string" && /^\d{1,4}d$/.test(given.period) && !("days" in given)) {
    given.days = Number.parseInt(given.period, 10);
    delete given.period;
  }
  if (typeof given.group_by === "string") {
    given.group_by = toList(given.group_by).filter((part) => part !== "none");
  }
  if (typeof given.metrics === "string") given.metrics = toList(given.metrics);
  if (Array.isArray(given.metrics)) {
    // Models fill a list they do not need with nothing.
    if (given.metrics.length === 0) delete given.metrics;
    else given.metrics = given.metrics.map(toMetricName);
  }
  if ("order_by" in given) given.order_by = toMetricName(given.order_by);
  return given;
}

function toList(text: string): string[] {
  const parts = text.split(",").map((part) => part.trim());
  return parts.filter((part) => part !== "");
}

/** Also of an older name; what is no metric stays as it is. */
function toMetricName(name: unknown): unknown {
  return METRIC_ALIASES.get(String(name)) ?? name;
}

function toFieldErrors(issue: z.core.$ZodIssue, schema: z.ZodObject, given: unknown): FieldError[] {
  // A plain list is one parameter to its caller; only filters have parts with names.
  const path = issue.path[0] === "filters" ? issue.path : issue.path.slice(0, 1);
  const field = path.map(String).join(".") || "(question)";
  switch (issue.code) {
    case "unrecognized_keys": {
      const allowed =
        issue.path.length === 0 ? Object.keys(schema.shape) : ["dimension", "operator", "values"];
      return issue.keys.map((key) => ({
        field: [...issue.path.map(String), key].join("."),
        message: "unknown parameter",
        allowed,
        ...withNearest(key, allowed),
      }));
    }
    case "invalid_value": {
      const allowed = issue.values.map(String);
      const value = String(toValueAt(given, issue.path));
      return [
        {
          field,
          message: `"${value.slice(0, 60)}" is not allowed here`,
          allowed,
          ...withNearest(value, allowed),
        },
      ];
    }
    default:
      return [{ field, message: toWords(issue) }];
  }
}

function withNearest(word: string, allowed: readonly string[]): Pick<FieldError, "didYouMean"> {
  const nearest = toNearest(word, allowed);
  return nearest === undefined ? {} : { didYouMean: nearest };
}

const TYPE_WORDS: Readonly<Record<string, string>> = {
  int: "a whole number",
  number: "a whole number",
  string: "a text",
  array: "a list",
  object: "an object",
};

function toWords(issue: z.core.$ZodIssue): string {
  switch (issue.code) {
    case "invalid_type":
      return `must be ${TYPE_WORDS[issue.expected] ?? issue.expected}`;
    case "too_small":
      return `must ${issue.origin === "array" ? `name at least ${issue.minimum}` : `be at least ${issue.minimum}`}`;
    case "too_big":
      return `must ${issue.origin === "array" ? `name at most ${issue.maximum}` : `be at most ${issue.maximum}`}`;
    default:
      return "is not valid";
  }
}

function toValueAt(given: unknown, path: readonly PropertyKey[]): unknown {
  return path.reduce<unknown>(
    (value, key) =>
      typeof value === "object" && value !== null ? (value as Record<PropertyKey, unknown>)[key] : undefined,
    given,
  );
}

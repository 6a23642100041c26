import type * as z from "zod";
import { METRIC_NAMES, METRICS } from "../domain/dataset.ts";
import { type FieldError, Problem } from "../domain/errors.ts";
import { IN_OUR_WORDS, MAX_TOLD, toFieldErrors } from "../domain/field-errors.ts";
import { readWholeNumber } from "./whole-number.ts";

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
  const given = toRepaired((raw ?? {}) as Record<string, unknown>, schema);
  const parsed = schema.safeParse(given, IN_OUR_WORDS);
  const isAhead = "period" in schema.shape && FUTURE_PERIOD.test(String(given.period ?? ""));
  const errors = (parsed.error?.issues ?? [])
    .slice(0, MAX_TOLD)
    .flatMap((issue) => toErrors(issue, schema))
    .map((error) => (isAhead && error.field === "period" ? { field: "period", message: NO_FUTURE } : error));
  const named = ["period", "days", "from"].filter((field) => field in given);
  if (named.length > 1) {
    errors.push({ field: named[0] ?? "days", message: "give only one of period, days, or from and to" });
  }
  if ("to" in given && !("from" in given)) errors.push({ field: "from", message: "to needs from" });
  if (parsed.success && errors.length === 0) return parsed.data;
  throw toRefusal(...errors);
}

/** The problem with parameters, in the words of the first. */
export function toRefusal(...errors: readonly FieldError[]): Problem {
  const [first] = errors;
  const message = first ? `${first.field}: ${first.message}` : "A parameter is not valid.";
  return new Problem("invalid_parameter", message, { errors });
}

/** A period in days as people name it: `7d`, `last_30_days`. */
const DAYS_PERIOD = /^(?:(?:last|past)[ _])?(\d{1,4})[ _]?d(?:ays?)?$/i;

/** What lies ahead has no name here, and the nearest one lies behind. */
const FUTURE_PERIOD = /^(next|coming|upcoming|tomorrow)(\b|_)/i;
const NO_FUTURE =
  "only past periods can be counted; a forecast is of the next day, week and month without naming them";

function toRepaired(raw: Record<string, unknown>, { shape }: z.ZodObject): Record<string, unknown> {
  const given = Object.fromEntries(
    Object.entries(raw).filter(([, value]) => value !== undefined && value !== null),
  );
  for (const [field, type] of Object.entries(shape)) {
    const value = given[field];
    if (typeof value === "string" && isNumber(type)) given[field] = readWholeNumber(field, value) ?? value;
  }
  const inDays = typeof given.period === "string" && DAYS_PERIOD.exec(given.period.trim());
  if (inDays && !("days" in given)) {
    given.days = Number(inDays[1]);
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

/** Whether a field holds a number, whatever stands in for it when it is left out. */
function isNumber({ _zod }: z.core.$ZodType): boolean {
  const { type, innerType } = _zod.def as { type: string; innerType?: z.core.$ZodType };
  return type === "number" || (innerType !== undefined && isNumber(innerType));
}

function toList(text: string): string[] {
  const parts = text.split(",").map((part) => part.trim());
  return parts.filter((part) => part !== "");
}

/** Also of an older name; what is no metric stays as it is. */
function toMetricName(name: unknown): unknown {
  return (typeof name === "string" ? METRIC_ALIASES.get(name) : undefined) ?? name;
}

/** A plain list is one parameter to its caller; only filters have parts with names. */
function toErrors(issue: z.core.$ZodIssue, schema: z.ZodObject): FieldError[] {
  const path = issue.path[0] === "filters" ? issue.path : issue.path.slice(0, 1);
  const known = issue.path.length === 0 ? Object.keys(schema.shape) : ["dimension", "operator", "values"];
  return toFieldErrors(issue, known, path.join(".") || "(question)", "parameter");
}

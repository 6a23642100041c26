import type * as z from "zod";
import type { FieldError } from "./errors.ts";
import { toNearest } from "./nearest.ts";

/** Parse with these: a schema's own words about a field go before the general ones, and what was given is told. */
export const IN_OUR_WORDS = { error: toWords, reportInput: true } as const;

/**
 * What is wrong with a field, with the allowed values and the nearest one. For what was parsed {@link IN_OUR_WORDS}.
 * @param known names that the object may have in which there is an unknown one
 */
export function toFieldErrors(
  issue: z.core.$ZodIssue,
  known: readonly string[],
  field = issue.path.join("."),
  noun = "field",
): FieldError[] {
  if (issue.code === "unrecognized_keys") return toUnknowns(issue.keys, known, noun, issue.path);
  if (issue.code === "invalid_value") return [toNotAllowed(field, issue.input, issue.values.map(String))];
  return [{ field, message: issue.message }];
}

/** Of more faults than this so many are told: one is enough to begin with, and each costs a search. */
export const MAX_TOLD = 10;

/** Names that nothing has, the first of them one by one. */
export function toUnknowns(
  names: readonly string[],
  known: readonly string[],
  noun: string,
  path: readonly PropertyKey[] = [],
): FieldError[] {
  const told = names.slice(0, MAX_TOLD).map((name) => {
    const field = [...path, name.slice(0, 60)].join(".");
    return { ...toNotAllowed(field, name, known), message: `unknown ${noun}` };
  });
  const more = names.length - told.length;
  if (more === 0) return told;
  return [...told, { field: [...path, "(others)"].join("."), message: `${more} more unknown ${noun}s` }];
}

/** A value outside its closed set. */
export function toNotAllowed(field: string, value: unknown, allowed: readonly string[]): FieldError {
  if (value === undefined) return { field, message: "is missing", allowed };
  const given = String(value);
  const message = `"${given.slice(0, 60)}" is not allowed here`;
  const nearest = toNearest(given, allowed);
  return { field, message, allowed, ...(nearest === undefined ? {} : { didYouMean: nearest }) };
}

const TYPE_WORDS: Readonly<Record<string, string>> = {
  int: "a whole number",
  number: "a whole number",
  string: "a text",
  boolean: "true or false",
  array: "a list",
  object: "an object",
};

function toWords(issue: z.core.$ZodRawIssue): string {
  if (issue.input === undefined) return "is missing";
  switch (issue.code) {
    case "invalid_type":
      return `must be ${TYPE_WORDS[issue.expected] ?? issue.expected}`;
    case "invalid_format":
      return `must be of the form ${issue.format === "regex" ? issue.pattern : issue.format}`;
    case "too_small":
      return toSizeWords(issue.origin, issue.inclusive ? "at least" : "more than", issue.minimum);
    case "too_big":
      return toSizeWords(issue.origin, "at most", issue.maximum);
    default:
      return "is not valid";
  }
}

function toSizeWords(origin: string, bound: string, size: number | bigint): string {
  if (origin === "array") return `must name ${bound} ${size}`;
  if (origin !== "string") return `must be ${bound} ${size}`;
  return `must have ${bound} ${size} ${size === 1 ? "character" : "characters"}`;
}

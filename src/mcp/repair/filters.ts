import { DIMENSION_NAMES } from "../../domain/dataset.ts";
import { isRecord } from "../../domain/is-record.ts";
import { readFilterText } from "../../stats/filter-text.ts";
import type { Draft } from "./draft.ts";

/** Turns the other ways to write conditions into the list of `{ dimension, operator, values }`. */
export function repairFilters(draft: Draft): void {
  const { input, notes } = draft;
  const moved = takeDimensions(input);
  const given = input.filters;
  const list = toList(given);
  if (list === undefined) return;
  const filters = [...list.map(toCondition), ...moved];
  if (isSame(filters, given ?? [])) return;
  input.filters = filters;
  notes.push(`filters was read as ${JSON.stringify(filters)}.`);
}

/** `{ country: "!IN" }` beside the other parameters is how REST writes a filter. */
function takeDimensions(input: Record<string, unknown>): unknown[] {
  return DIMENSION_NAMES.filter((dimension) => Object.hasOwn(input, dimension)).map((dimension) => {
    const condition = toNamed(dimension, input[dimension]);
    delete input[dimension];
    return condition;
  });
}

function toList(given: unknown): unknown[] | undefined {
  if (given === undefined) return [];
  if (Array.isArray(given)) return given;
  if (!isRecord(given)) return undefined;
  if ("dimension" in given) return [given];
  return Object.entries(given).map(([dimension, values]) => toNamed(dimension, values));
}

/** A text is read as REST reads it; a list holds whole values. */
function toNamed(dimension: string, given: unknown): unknown {
  if (typeof given === "string") return { dimension, ...readFilterText(given) };
  return { dimension, values: toValues(given) };
}

function toCondition(condition: unknown): unknown {
  if (!isRecord(condition)) return condition;
  const { value, values = value, ...rest } = condition;
  if (values === undefined) return condition;
  return { ...rest, values: toValues(values) };
}

function toValues(values: unknown): unknown {
  if (Array.isArray(values)) return values.map(toText);
  return isRecord(values) ? values : [toText(values)];
}

function toText(value: unknown): unknown {
  return typeof value === "number" || typeof value === "boolean" ? String(value) : value;
}

function isSame(a: unknown, b: unknown): boolean {
  return JSON.stringify(a) === JSON.stringify(b);
}

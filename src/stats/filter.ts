import { toStoredLabel } from "../domain/data-point.ts";
import {
  BLOBS,
  type BlobSpec,
  type DimensionSpec,
  EVENT_TYPES,
  type EventType,
  toDimension,
} from "../domain/dataset.ts";
import { toNotAllowed } from "../domain/field-errors.ts";
import { toLabel, UNKNOWN } from "../domain/label.ts";
import { toNeedle } from "./condition.ts";
import type { Filter } from "./query.ts";
import { toRefusal } from "./read.ts";
import type { Operator, StatsRequest } from "./request.ts";

/**
 * A condition with its values as they are stored.
 * @param index its place among the question's filters
 * @throws Problem `invalid_parameter`
 */
export function toFilter(given: StatsRequest["filters"][number], index: number): Filter {
  const { operator } = given;
  const dimension = toDimension(given.dimension);
  const values = given.values.map((value) => toValue(value, dimension, operator, `filters.${index}.values`));
  return { dimension, operator, values: [...new Set(values)] };
}

/** Whether a condition names the projects that count. */
export function isProjects({ dimension, operator }: Filter): boolean {
  return dimension.name === "project" && operator === "is";
}

function toValue(given: string, dimension: DimensionSpec, operator: Operator, field: string): string {
  const { name, column, values } = dimension;
  const { maxChars }: BlobSpec = BLOBS[column];
  const label = toStoredLabel(column, toLabel(given, maxChars));
  const word = toNeedle(label);
  if (operator === "contains") {
    if (word === "") {
      const message = `contains needs a text to look for; for events without ${name} use operator is with "${UNKNOWN}"`;
      throw toRefusal({ field, message });
    }
    if (!values || values.some((value) => value.toLowerCase().includes(word))) return label;
  } else {
    if (!values) return label;
    // An event always has a type.
    if (word === "" && name !== "type") return "";
    const known = values.find((value) => value.toLowerCase() === word);
    if (known !== undefined) return known;
  }
  throw toRefusal(toNotAllowed(field, given, name === "type" ? values : [...values, UNKNOWN]));
}

/**
 * Refuses conditions on one dimension that leave none of the values they name: no event has two values of it.
 * @throws Problem `invalid_parameter`
 */
export function requirePossible(filters: readonly Filter[]): void {
  // What lower-casing does differs in rare letters from the store's, so what a text contains is left to that.
  const sets = filters.filter(
    ({ operator, dimension }) => operator !== "contains" && dimension.name !== "type",
  );
  for (const [name, own] of Map.groupBy(sets, ({ dimension }) => dimension.name)) {
    const named = own.find(({ operator }) => operator === "is");
    if (!named || named.values.some((value) => meetsAll(value, own))) continue;
    const message = "no event meets all of these conditions; for any of several values name them in one";
    throw toRefusal({ field: name, message });
  }
}

/**
 * The event types left by the filters on `type`; a closed set, so any operator picks from it.
 * @throws Problem `invalid_parameter` when none is left
 */
export function toTypes(filters: readonly Filter[]): readonly EventType[] {
  const own = filters.filter(({ dimension }) => dimension.name === "type");
  const left = EVENT_TYPES.filter((type) => meetsAll(type, own));
  if (left.length === 0) throw toRefusal({ field: "type", message: "the conditions leave no event type" });
  return left;
}

function meetsAll(value: string, filters: readonly Filter[]): boolean {
  return filters.every(({ operator, values }) => {
    if (operator === "contains") return values.some((part) => value.toLowerCase().includes(toNeedle(part)));
    return values.includes(value) === (operator === "is");
  });
}

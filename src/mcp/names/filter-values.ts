import { isRecord } from "../../domain/is-record.ts";

/** A filter that names values one by one. */
export interface NamingFilter {
  readonly dimension: string;
  readonly operator: "is" | "is_not";
  readonly values: readonly string[];
}

/** Reads a condition that compares whole values; `undefined` for any other and for what cannot be read. */
export function readNamingFilter(condition: unknown): NamingFilter | undefined {
  if (!isRecord(condition)) return undefined;
  const { dimension, operator = "is", values } = condition;
  if (typeof dimension !== "string" || (operator !== "is" && operator !== "is_not")) return undefined;
  if (!Array.isArray(values) || !values.every((value) => typeof value === "string")) return undefined;
  return { dimension, operator, values };
}

import { DIMENSION_NAMES } from "../../domain/dataset.ts";
import { KNOWN_DAYS } from "../names/known-days.ts";
import type { ToolContext } from "../tool.ts";

/** The most frequent values of each dimension. */
export const VALUES_TEMPLATE = {
  uriTemplate: "lead-stats://values/{dimension}",
  name: "values",
  title: "Values of a dimension",
  description: `The most frequent values of a dimension in the last ${KNOWN_DAYS} days, with counts`,
  mimeType: "application/json",
} as const;

/** @throws Problem `invalid_parameter` for an unknown dimension */
export async function readValues(dimension: string, { statistics, principal }: ToolContext): Promise<string> {
  return JSON.stringify(await statistics.values({ dimension, days: KNOWN_DAYS, limit: 50 }, principal));
}

/** Dimensions that contain what was typed. */
export function toDimensionSuggestions(typed: string): string[] {
  return DIMENSION_NAMES.filter((name) => name.includes(typed.toLowerCase()));
}

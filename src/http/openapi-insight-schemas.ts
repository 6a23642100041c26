import type * as z from "zod";
import { INSIGHTS, type InsightName } from "../insights/catalog.ts";

export const INSIGHT_NAMES = Object.keys(INSIGHTS) as InsightName[];

/** Answers of the insights, by the name of their schema. */
export const INSIGHT_SCHEMAS: Readonly<Record<string, z.ZodType>> = Object.fromEntries(
  INSIGHT_NAMES.map((name) => [toInsightSchemaName(name), INSIGHTS[name].answer]),
);

export function toInsightSchemaName(name: InsightName): string {
  return `${toCapital(name)}Answer`;
}

export function toCapital(name: string): string {
  return name.charAt(0).toUpperCase() + name.slice(1);
}

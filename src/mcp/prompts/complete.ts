import { DIMENSION_NAMES, type Dimension } from "../../domain/dataset.ts";
import type { Log } from "../../domain/log.ts";
import { reportFailure } from "../failure.ts";
import { KNOWN_DAYS } from "../names/known-days.ts";
import type { ToolContext } from "../tool.ts";

/** Days people ask for; whole weeks compare fairly. */
const DAYS = ["7", "14", "28", "56", "90"];
const MAX_SUGGESTIONS = 20;

/** Values that may follow what was typed for a prompt argument; none when they cannot be told. */
export async function toSuggestions(
  argument: string,
  typed: string,
  context: ToolContext,
  log: Log,
): Promise<string[]> {
  try {
    const wanted = typed.toLowerCase();
    const known = await toKnown(argument, context);
    return known.filter((value) => value.toLowerCase().includes(wanted)).slice(0, MAX_SUGGESTIONS);
  } catch (error) {
    reportFailure(log, `completion of ${argument}`, error);
    return [];
  }
}

async function toKnown(argument: string, { statistics, principal }: ToolContext): Promise<string[]> {
  if (argument === "days") return DAYS;
  if (argument === "project") {
    const projects = await statistics.projects(principal);
    return projects.map(({ id }) => id);
  }
  const dimension = toDimensionOf(argument);
  if (!dimension) return [];
  const { values } = await statistics.values({ dimension, days: KNOWN_DAYS, limit: 100 }, principal);
  return values.map(({ value }) => value);
}

function toDimensionOf(argument: string): Dimension | undefined {
  return DIMENSION_NAMES.find((name) => name === argument || name === `utm_${argument}`);
}

import { toRecord } from "../schema.ts";
import type { Draft } from "./draft.ts";

/** Reads whole numbers written as text, and days as people write them: `"7d"`, `"7 days"`, `"2w"`. */
export function repairNumbers({ input, notes }: Draft, properties: Record<string, unknown>): void {
  for (const [name, value] of Object.entries(input)) {
    if (typeof value !== "string" || toRecord(properties[name]).type !== "integer") continue;
    const number = name === "days" ? toDays(value.trim()) : toInteger(value.trim());
    if (number === undefined) continue;
    input[name] = number;
    notes.push(`${name} was read as the number ${number}.`);
  }
}

function toInteger(text: string): number | undefined {
  return /^\d{1,9}$/.test(text) ? Number(text) : undefined;
}

function toDays(text: string): number | undefined {
  const match = /^(?:last\s+)?(\d{1,6})\s*(d|days?|w|weeks?)?$/i.exec(text);
  if (!match) return undefined;
  return Number(match[1]) * (match[2]?.toLowerCase().startsWith("w") ? 7 : 1);
}

import { readWholeNumber } from "../../stats/whole-number.ts";
import { toRecord } from "../schema.ts";
import type { Draft } from "./draft.ts";

/** Reads whole numbers written as text, and days as people write them: `"7d"`, `"7 days"`, `"2w"`. */
export function repairNumbers({ input, notes }: Draft, properties: Record<string, unknown>): void {
  for (const [name, value] of Object.entries(input)) {
    if (typeof value !== "string" || toRecord(properties[name]).type !== "integer") continue;
    const number = readWholeNumber(name, value);
    if (number === undefined) continue;
    input[name] = number;
    notes.push(`${name} was read as the number ${number}.`);
  }
}

import { EVENT_TYPES, toDimension } from "../domain/dataset.ts";
import { OTHER, UNKNOWN } from "../domain/label.ts";
import { type EngineRow, toNumber, toText } from "../engine/engine.ts";
import { FOLDED } from "../engine/literal.ts";
import { toHourSql, toWeekdaySql } from "./grain.ts";
import type { StatsQuery } from "./query.ts";
import { type Group, isOpenGroup } from "./request.ts";

export const WEEKDAYS = [
  "Monday",
  "Tuesday",
  "Wednesday",
  "Thursday",
  "Friday",
  "Saturday",
  "Sunday",
] as const;
const HOURS = Array.from({ length: 24 }, (_, hour) => String(hour).padStart(2, "0"));

/**
 * How one group is asked for and read back.
 * - `open`: a column; its values are whatever was stored, the smaller ones may be folded.
 * - `clock`: a part of the local time; all labels are known, listed and in order.
 * - `type`: not asked of the engine; every cell counts all types and is split when rows are made.
 */
export type GroupSpec = { readonly name: Group; readonly alias: string } & (
  | { readonly kind: "open" | "clock"; readonly sql: string; readonly labels: readonly string[] }
  | { readonly kind: "type"; readonly labels: readonly string[] }
);
export type AskedGroup = Extract<GroupSpec, { sql: string }>;

export function toGroupSpec(name: Group, index: number, query: StatsQuery): GroupSpec {
  const alias = `g${index + 1}`;
  if (isOpenGroup(name)) return { name, alias, kind: "open", sql: toDimension(name).slot, labels: [] };
  switch (name) {
    case "type":
      return { name, alias, kind: "type", labels: EVENT_TYPES };
    case "hour":
      return { name, alias, kind: "clock", sql: toHourSql(query), labels: HOURS };
    case "weekday":
      return { name, alias, kind: "clock", sql: toWeekdaySql(query), labels: WEEKDAYS };
  }
}

/** The label of a row in a group, as it is shown. */
export function readLabel(row: EngineRow, group: AskedGroup): string {
  if (group.kind === "clock") return group.labels[toNumber(row[group.alias])] ?? "";
  const stored = toText(row[group.alias]);
  if (stored === FOLDED) return OTHER;
  return stored === "" ? UNKNOWN : stored;
}

export function isAsked(group: GroupSpec): group is AskedGroup {
  return group.kind !== "type";
}

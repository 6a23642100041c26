import { BLOBS, DOUBLES, EVENT_TYPES, RESTORED_REASON } from "../domain/dataset.ts";
import { REFERER_MAX_CHARS, toLabel } from "../domain/label.ts";
import type { Range } from "../domain/period.ts";
import { toAnyOf, toIntegerLiteral, toMomentLiteral, toStringLiteral } from "../engine/literal.ts";
import type { Filter, StatsQuery } from "./query.ts";

/** The WHERE clause: time, what the caller may see, event types, lowest scores, and one part per filter. */
export function toWhereSql(query: StatsQuery, ranges: readonly Range[]): string {
  const parts = [
    toRangesSql(ranges),
    ...toScopeSql(query),
    ...toTypesSql(query),
    ...toLowest(DOUBLES.suspicion_score.slot, query.minSuspicion),
    ...toLowest(DOUBLES.engagement_score.slot, query.minEngagement),
    ...query.filters.map(toFilterSql),
  ];
  return parts.join(" AND ");
}

/** Half-open: the first moment counts, the last does not. */
function toRangeSql({ from, to }: Range): string {
  return `timestamp >= ${toMomentLiteral(from)} AND timestamp < ${toMomentLiteral(to)}`;
}

function toLowest(column: string, lowest: number): string[] {
  return lowest > 0 ? [`${column} >= ${toIntegerLiteral(lowest)}`] : [];
}

function toRangesSql(ranges: readonly Range[]): string {
  const parts = ranges.map(toRangeSql);
  return parts.length === 1 ? parts.join("") : `(${parts.map((part) => `(${part})`).join(" OR ")})`;
}

function toScopeSql({ scope }: StatsQuery): string[] {
  // A key without projects sees nothing; no project id is empty.
  return scope === "all" ? [] : [toAnyOf("index1", scope.length > 0 ? scope : [""])];
}

/** A restored submission's new event carries another type but takes part in its original's count. */
function toTypesSql({ types }: StatsQuery): string[] {
  if (types.length === EVENT_TYPES.length) return [];
  const restored = types.flatMap((type) =>
    type === "bot" || type === "blocked" ? [RESTORED_REASON[type]] : [],
  );
  const own = toAnyOf(BLOBS.event_type.slot, types);
  return [restored.length > 0 ? `(${own} OR ${toAnyOf(BLOBS.reason.slot, restored)})` : own];
}

function toFilterSql({ dimension, operator, values }: Filter): string {
  // The index equals the project and is what the store sorts by.
  const column = dimension.column === "project" ? "index1" : dimension.slot;
  switch (operator) {
    case "is":
      return toAnyOf(column, values);
    case "is_not":
      return `NOT (${toAnyOf(column, values)})`;
    case "contains": {
      const parts = values.map(
        (value) => `position(${toStringLiteral(toNeedle(value))} IN lowerUTF8(${column})) > 0`,
      );
      return parts.length === 1 ? parts.join("") : `(${parts.join(" OR ")})`;
    }
  }
}

/** What `contains` looks for. Lower-casing can undo a normalisation, so it is normalised again. */
export function toNeedle(value: string): string {
  return toLabel(value.toLowerCase(), REFERER_MAX_CHARS);
}

import type { FieldError } from "../domain/errors.ts";
import type { Row, StatsAnswer } from "../stats/answer.ts";

/** The answer without the intervals of its rows; of an answer that counts there are none. */
export function toLean({ comparison, ...answer }: StatsAnswer): StatsAnswer {
  const drop = (rows: readonly Row[]) => rows.map(({ intervals: _, ...row }) => row);
  return {
    ...answer,
    rows: drop(answer.rows),
    ...(comparison && {
      comparison: { ...comparison, ...(comparison.rows && { rows: drop(comparison.rows) }) },
    }),
  };
}

/** What would make the answer to this question shorter. */
export function toShorter({ query }: StatsAnswer): FieldError {
  const { bucket, group_by: groups, compare, metrics = [] } = query;
  const isBucketed = bucket !== "none";
  const choices = [
    isBucketed && bucket !== "month" && "a longer bucket",
    isBucketed && "a shorter period",
    groups.length > 1 && "only one of the two groups",
    isBucketed && groups.length === 1 && "no group",
    compare !== "none" && "no comparison",
    metrics.length > 1 && "fewer metrics",
  ];
  const message = `ask for ${choices.filter((choice) => choice !== false).join(", or ")}`;
  return { field: isBucketed ? "bucket" : "group_by", message };
}

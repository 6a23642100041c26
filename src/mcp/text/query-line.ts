import type { QueryAnswer } from "../../stats/answer.ts";
import { toDateOrMoment, toLabelCell } from "./cell.ts";

/** The resolved question in one line; a value of a filter is quoted, because it may be anything. */
export function toQueryLine({
  from,
  to,
  timezone,
  filters,
}: Pick<QueryAnswer, "from" | "to" | "timezone" | "filters">): string {
  const conditions = filters.map(
    ({ dimension, operator, values }) =>
      `${dimension} ${operator} ${values.map((value) => JSON.stringify(toLabelCell(value))).join(" or ")}`,
  );
  const where = conditions.length > 0 ? `; ${conditions.join("; ")}` : "";
  return `From ${toDateOrMoment(from)} to before ${toDateOrMoment(to)}, ${timezone}${where}`;
}

import type { CheckedSelect, CheckedSource } from "./check-select.ts";
import { toClickHouse, toIdentifier } from "./emit-expression.ts";
import type { Item } from "./scope.ts";

/** A checked SELECT as one ClickHouse statement, without FORMAT. */
export function toClickHouseSelect(select: CheckedSelect): string {
  const { items, source, where, groupBy, having, orderBy, limit, offset } = select;
  const clauses = [
    `SELECT ${items.map(toItemText).join(", ")}`,
    toSourceText(source),
    where === null ? "" : `WHERE ${toClickHouse(where)}`,
    groupBy.length === 0 ? "" : `GROUP BY ${groupBy.map(toClickHouse).join(", ")}`,
    having === null ? "" : `HAVING ${toClickHouse(having)}`,
    orderBy.length === 0 ? "" : `ORDER BY ${orderBy.map(toOrderText).join(", ")}`,
    limit === null ? "" : `LIMIT ${limit}`,
    offset === null ? "" : `OFFSET ${offset}`,
  ];
  return clauses.filter((clause) => clause !== "").join(" ");
}

function toItemText({ alias, typed }: Item): string {
  const text = toClickHouse(typed);
  return alias === null ? text : `${text} AS ${toIdentifier(alias)}`;
}

function toOrderText({ typed, descending }: CheckedSelect["orderBy"][number]): string {
  return `${toClickHouse(typed)} ${descending ? "DESC" : "ASC"}`;
}

/** A dataset never written has no table: it reads as a table without rows. */
function toSourceText(source: CheckedSource): string {
  switch (source.kind) {
    case "nothing":
      return "";
    case "unknown":
      return "FROM (SELECT 1 LIMIT 0)";
    case "dataset":
      return `FROM ${toIdentifier(source.name)}`;
    case "subquery":
      return `FROM (${toClickHouseSelect(source.select)})`;
  }
}

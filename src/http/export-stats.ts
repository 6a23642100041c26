import type { Row, StatsAnswer } from "../stats/answer.ts";
import { toCarried } from "../stats/narrow.ts";
import type { Cell, Sheet } from "./csv.ts";
import { FACT_COLUMNS, toFacts } from "./export-facts.ts";
import { toFlat } from "./export-flat.ts";

/** A row with the range it belongs to. */
interface Part {
  readonly rows: readonly Row[];
  readonly cells: Readonly<Record<string, Cell>>;
}

/**
 * The rows of a statistics answer. `bucket_local` is the bucket as spreadsheets read it, without its offset. With a
 * comparison the earlier rows follow, and `period` tells them apart.
 */
export function toStatsSheet({ query, totals, rows, comparison, quality }: StatsAnswer): Sheet {
  const facts = toFacts(query, quality);
  const parts: readonly Part[] = comparison
    ? [
        { rows, cells: { ...facts, period: "current" } },
        {
          rows: comparison.rows ?? [],
          cells: { ...facts, from: comparison.from, to: comparison.to, period: "previous" },
        },
      ]
    : [{ rows, cells: facts }];
  const fixed = [
    ...(comparison ? ["period"] : []),
    ...(query.bucket === "none" ? [] : ["bucket", "bucket_local"]),
    ...query.group_by,
    ...Object.keys(toFlat(query.metrics ? toCarried(totals, query.metrics) : totals)),
  ];
  return {
    columns: [...new Set([...fixed, ...listOwnColumns(parts, totals), ...FACT_COLUMNS])],
    records: toRecords(parts),
  };
}

/** Columns that the totals do not have and only some rows do, such as `open`. */
function listOwnColumns(parts: readonly Part[], totals: object): Set<string> {
  const names = new Set<string>();
  for (const { rows } of parts) {
    for (const row of rows) {
      for (const [key, value] of Object.entries(row)) {
        if (!(key in totals)) for (const name in toFlat({ [key]: value })) names.add(name);
      }
    }
  }
  return names;
}

function* toRecords(parts: readonly Part[]): Generator<Record<string, Cell>> {
  for (const { rows, cells } of parts) {
    for (const row of rows) yield Object.assign(toFlat(row), toLocal(row.bucket), cells);
  }
}

/** `2026-11-15T00:00:00+05:30` → `2026-11-15 00:00` */
function toLocal(bucket: string | undefined): Record<string, Cell> {
  return bucket === undefined ? {} : { bucket_local: bucket.slice(0, 16).replace("T", " ") };
}

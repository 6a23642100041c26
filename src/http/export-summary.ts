import { METRIC_NAMES, RATE_NAMES } from "../domain/dataset.ts";
import type { SummaryAnswer, Totals } from "../stats/answer.ts";
import type { Sheet } from "./csv.ts";
import { FACT_COLUMNS, toFacts } from "./export-facts.ts";
import { toFlat } from "./export-flat.ts";

type Kpi = (typeof METRIC_NAMES | typeof RATE_NAMES)[number];
const KPIS: readonly Kpi[] = [...METRIC_NAMES, ...RATE_NAMES];
const FIRST_COLUMNS = [
  "kpi",
  ...["value", "previous"].flatMap((name) => [name, `${name}_low`, `${name}_high`]),
];

/** One row per KPI: now, before, and the change between them. */
export function toSummarySheet({ query, totals, comparison, quality }: SummaryAnswer): Sheet {
  const facts = {
    ...toFacts(query, quality),
    previous_from: comparison.from,
    previous_to: comparison.to,
  };
  const records = KPIS.map((kpi) => ({
    kpi,
    ...toFlat({ value: toValue(totals, kpi), previous: toValue(comparison.totals, kpi) }),
    ...toFlat(comparison.change[kpi], "change"),
    ...facts,
  }));
  const last: readonly string[] = ["previous_from", "previous_to", ...FACT_COLUMNS];
  const changes = records.flatMap((record) => Object.keys(record)).filter((name) => !last.includes(name));
  return { columns: [...new Set([...FIRST_COLUMNS, ...changes, ...last])], records };
}

/** A count or rate with its interval, where it has one. */
function toValue(totals: Totals, kpi: Kpi): object {
  const value = totals[kpi];
  if (typeof value !== "number") return value;
  const interval = METRIC_NAMES.find((name) => name === kpi);
  return { value, ...(interval === undefined ? {} : totals.intervals?.[interval]) };
}

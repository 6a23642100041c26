import fc from "fast-check";
import { METRIC_NAMES, RATE_NAMES } from "../domain/dataset.ts";
import { toLabel } from "../domain/label.ts";
import type {
  Comparison,
  Quality,
  QueryAnswer,
  Row,
  StatsAnswer,
  SummaryAnswer,
  Totals,
} from "../stats/answer.ts";
import { BUCKETS, GROUPS } from "../stats/request.ts";

const share = fc.option(fc.double({ min: 0, max: 1, noNaN: true }));
const rate = fc.record({ value: share, low: share, high: share });
const count = fc.integer({ min: -5, max: 1_000_000 });
const interval = fc.record({ low: count, high: count });
const forAll = <T>(names: readonly string[], one: fc.Arbitrary<T>) =>
  fc.record(Object.fromEntries(names.map((name) => [name, one])));

/** Labels as strangers would have them, after the normaliser that every stored label went through. */
const label = fc
  .oneof(
    fc.string({ unit: "grapheme" }),
    fc.string({ unit: fc.constantFrom(..."=+-@;,\"' ax") }),
    fc.constantFrom("(other)", "(unknown)", "+91", '=HYPERLINK("https://example.com")'),
  )
  .map((text) => toLabel(text));

const moment = fc.constantFrom(
  "2026-11-15T00:00:00+05:30",
  "2026-11-01T01:30:00-04:00",
  "2026-11-01T01:30:00-05:00",
  "2026-03-08T00:00:00Z",
);

const totals = fc
  .tuple(forAll(METRIC_NAMES, count), forAll(RATE_NAMES, rate), fc.option(forAll(METRIC_NAMES, interval)))
  .map(
    ([counts, rates, intervals]) => ({ ...counts, ...rates, ...(intervals ? { intervals } : {}) }) as Totals,
  );

const query = fc
  .record({
    from: moment,
    to: moment,
    bucket: fc.constantFrom(...BUCKETS),
    group_by: fc.uniqueArray(fc.constantFrom(...GROUPS), { maxLength: 2 }),
    values: fc.array(label, { minLength: 1, maxLength: 3 }),
  })
  .map(
    ({ values, ...rest }): QueryAnswer => ({
      ...rest,
      timezone: "Asia/Kolkata",
      filters: [{ dimension: "utm_campaign", operator: "is", values }],
      compare: "none",
      order_by: "total",
      limit: 50,
      min_total: 1,
    }),
  );

const quality = fc.boolean().map(
  (sampled): Quality => ({
    source: "analytics_engine",
    sampled,
    rows_read: 1,
    first_event: null,
    last_event: null,
    late_events: 0,
    unknown_share: {},
    open_period: true,
    lag_note: "",
    warnings: [{ code: "open_period", message: "" }],
  }),
);

function toRows({ bucket, group_by }: QueryAnswer): fc.Arbitrary<Row[]> {
  const row = fc.tuple(moment, fc.boolean(), fc.array(label, { minLength: 2, maxLength: 2 }), totals);
  return fc.array(
    row.map(([at, isOpen, labels, cell]) => ({
      ...(bucket === "none" ? {} : { bucket: at, ...(isOpen ? { open: true as const } : {}) }),
      ...Object.fromEntries(group_by.map((name, index) => [name, labels[index]])),
      ...cell,
    })),
    { maxLength: 5 },
  );
}

const change = fc.record({
  ...Object.fromEntries(
    METRIC_NAMES.map((name) => [
      name,
      fc.record({
        absolute: count,
        percent: fc.option(count),
        ratio_low: share,
        ratio_high: share,
        verdict: fc.constant("up"),
      }),
    ]),
  ),
  ...Object.fromEntries(
    RATE_NAMES.map((name) => [
      name,
      fc.record({ absolute: share, low: share, high: share, verdict: fc.constant("no clear change") }),
    ]),
  ),
}) as unknown as fc.Arbitrary<Comparison["change"]>;

const comparison = (asked: QueryAnswer) =>
  fc.record({ from: moment, to: moment, totals, rows: toRows(asked), change });

/** Any statistics answer, by any buckets and groups, with and without sampling and comparison. */
export const statsAnswer: fc.Arbitrary<StatsAnswer> = query.chain((asked) =>
  fc
    .record({ totals, rows: toRows(asked), quality, compared: fc.option(comparison(asked)) })
    .map(({ compared, ...rest }) => ({
      headline: "",
      query: asked,
      ...rest,
      ...(compared ? { comparison: compared } : {}),
      link: "https://leads.example.com/",
    })),
);

/** Any summary. */
export const summaryAnswer: fc.Arbitrary<SummaryAnswer> = query.chain((asked) =>
  fc.record({ totals, quality, comparison: comparison(asked) }).map((rest) => ({
    headline: "",
    query: asked,
    ...rest,
    top_projects: [],
    top_countries: [],
    findings: [],
    link: "https://leads.example.com/",
  })),
);

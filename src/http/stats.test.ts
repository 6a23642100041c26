import { parse } from "csv-parse/sync";
import fc from "fast-check";
import { Hono } from "hono/tiny";
import { describe, expect, test } from "vitest";
import { METRIC_NAMES, type Metric, RATE_NAMES, type Rate } from "../domain/dataset.ts";
import type { QueryAnswer, Row, StatsAnswer, SummaryAnswer, Totals, ValuesAnswer } from "../stats/answer.ts";
import { toNarrowed } from "../stats/narrow.ts";
import type { Statistics } from "../stats/port.ts";
import { statsAnswer, summaryAnswer } from "./export-arbitrary.ts";
import { createErrorHandler } from "./problem.ts";
import { createStatsRoutes } from "./stats.ts";

type Cells = Record<string, string>;

/** The routes over prepared answers. */
function createRoutes(answers: Partial<Record<keyof Statistics, object>>): Hono {
  const give = (name: keyof Statistics) => async () => answers[name] as never;
  const statistics = {
    stats: give("stats"),
    summary: give("summary"),
    values: give("values"),
    schema: give("schema"),
    projects: give("projects"),
  };
  const routes = createStatsRoutes({
    statistics,
    authorize: async () => ({ keyId: "k", role: "marketing", projects: "all" }),
  });
  return new Hono().route("/", routes).onError(createErrorHandler(() => {}));
}

/** The same answer both ways, over the route. */
async function askBoth<A>(
  name: keyof Statistics,
  path: string,
  answer: object,
): Promise<{ json: A; csv: Cells[] }> {
  const routes = createRoutes({ [name]: answer });
  const json = (await (await routes.request(path)).json()) as A;
  const text = await (await routes.request(path, { headers: { Accept: "text/csv" } })).text();
  return { json, csv: parse(text, { columns: true, record_delimiter: "\r\n" }) as Cells[] };
}

/** A label as the normaliser left it holds no straight quote, so the one before a formula is ours. */
const toLabelAgain = (cell: string) => cell.replace(/(^|;)([\s"]*)'/g, "$1$2");
const toCell = (value: unknown) => (value === null || value === undefined ? "" : String(value));

function toTotalCells(totals: Totals): Cells {
  const cells: Cells = {};
  for (const name of METRIC_NAMES) {
    cells[name] = toCell(totals[name]);
    cells[`${name}_low`] = toCell(totals.intervals?.[name]?.low);
    cells[`${name}_high`] = toCell(totals.intervals?.[name]?.high);
  }
  for (const name of RATE_NAMES) {
    cells[name] = toCell(totals[name].value);
    cells[`${name}_low`] = toCell(totals[name].low);
    cells[`${name}_high`] = toCell(totals[name].high);
  }
  return cells;
}

function toRowCells(row: Row, query: QueryAnswer): Cells {
  return {
    ...toTotalCells(row as Totals),
    bucket: toCell(row.bucket),
    open: toCell(row.open),
    ...Object.fromEntries(query.group_by.map((name) => [name, toCell(row[name])])),
  };
}

/** Cells of the answer; columns that no row has a value for may be missing. */
function toComparable(record: Cells, group_by: readonly string[]): Cells {
  const own = Object.keys(record).filter(
    (name) =>
      !["bucket_local", "period", "from", "to", "timezone", "filters", "sampled", "warnings"].includes(name),
  );
  return Object.fromEntries(
    own
      .filter((name) => record[name] !== "")
      .map((name) => [
        name,
        group_by.includes(name) ? toLabelAgain(record[name] ?? "") : (record[name] ?? ""),
      ]),
  );
}

const withoutEmpty = (cells: Cells) =>
  Object.fromEntries(Object.entries(cells).filter(([, value]) => value !== ""));

describe("CSV", () => {
  test("of any statistics answer equals its JSON", async () => {
    await fc.assert(
      fc.asyncProperty(statsAnswer, async (answer) => {
        const { json, csv } = await askBoth<StatsAnswer>("stats", "/analytics/lead-stats", answer);
        expect(json).toEqual(JSON.parse(JSON.stringify(answer)));
        const rows = [...json.rows, ...(json.comparison?.rows ?? [])];
        expect(csv.map((record) => toComparable(record, json.query.group_by))).toEqual(
          rows.map((row) => withoutEmpty(toRowCells(row, json.query))),
        );
        for (const [index, record] of csv.entries()) {
          const isEarlier = index >= json.rows.length;
          expect(record).toMatchObject({
            from: isEarlier ? json.comparison?.from : json.query.from,
            to: isEarlier ? json.comparison?.to : json.query.to,
            timezone: json.query.timezone,
            sampled: String(json.quality.sampled),
            warnings: "open_period",
            ...(json.comparison ? { period: isEarlier ? "previous" : "current" } : {}),
          });
        }
      }),
    );
  });

  test("has columns for what the rows carry, and no empty ones", async () => {
    const [answer] = fc.sample(
      statsAnswer.filter(({ rows, comparison }) => rows.length > 0 && !comparison),
      {
        numRuns: 1,
        seed: 1,
      },
    );
    if (!answer) throw new Error("no answer");
    const narrowed = toNarrowed(answer, ["total", "bot_rate"]);
    const { csv } = await askBoth<StatsAnswer>("stats", "/analytics/lead-stats", narrowed);
    const counted = Object.keys(csv[0] ?? {}).filter((name) =>
      /^(total|primary|bot|hot|vpn|fast)/.test(name),
    );
    expect(counted.filter((name) => !/^total_/.test(name))).toEqual([
      "total",
      "bot_rate",
      "bot_rate_low",
      "bot_rate_high",
    ]);
  });

  test("of any summary equals its JSON, one row per KPI", async () => {
    await fc.assert(
      fc.asyncProperty(summaryAnswer, async (answer) => {
        const { json, csv } = await askBoth<SummaryAnswer>(
          "summary",
          "/analytics/lead-stats/summary",
          answer,
        );
        const [now, before] = [toTotalCells(json.totals), toTotalCells(json.comparison.totals)];
        const kpis: readonly (Metric | Rate)[] = [...METRIC_NAMES, ...RATE_NAMES];
        expect(csv).toEqual(
          kpis.map((kpi) => {
            const changes = Object.entries(json.comparison.change[kpi]).map(([name, value]) => [
              `change_${name}`,
              toCell(value),
            ]);
            return expect.objectContaining({
              kpi,
              value: now[kpi],
              value_low: now[`${kpi}_low`],
              value_high: now[`${kpi}_high`],
              previous: before[kpi],
              previous_low: before[`${kpi}_low`],
              previous_high: before[`${kpi}_high`],
              ...Object.fromEntries(changes),
              previous_from: json.comparison.from,
              previous_to: json.comparison.to,
              from: json.query.from,
            });
          }),
        );
      }),
    );
  });
});

const QUERY: QueryAnswer = {
  from: "2026-11-16T00:00:00+05:30",
  to: "2026-11-18T00:00:00+05:30",
  timezone: "Asia/Kolkata",
  bucket: "none",
  group_by: ["source"],
  filters: [{ dimension: "country", operator: "is_not", values: ["IN", "(unknown)"] }],
  min_suspicion: 40,
  compare: "none",
  order_by: "total",
  limit: 50,
  min_total: 1,
};
const VALUES: ValuesAnswer = {
  headline: "2 values of source.",
  dimension: "source",
  query: QUERY,
  values: [
    { value: "google", total: 31, primary: 20 },
    { value: "=cmd|' /C calc'!A0".replaceAll("'", "’"), total: 2, primary: 0 },
  ],
  quality: {
    source: "analytics_engine",
    sampled: false,
    rows_read: 33,
    first_event: null,
    last_event: null,
    late_events: 0,
    unknown_share: {},
    open_period: true,
    lag_note: "",
    warnings: [
      { code: "open_period", message: "" },
      { code: "few_events", message: "" },
    ],
  },
  link: "https://leads.example.com/",
};

describe("a values answer", () => {
  const ask = (query = "", accept = "*/*") =>
    createRoutes({ values: VALUES }).request(`/analytics/lead-stats/values?dimension=source${query}`, {
      headers: { Accept: accept },
    });

  test("as CSV says what was asked and how good it is, in every row", async () => {
    expect(await (await ask("&format=csv")).text()).toBe(
      [
        "dimension,value,total,primary,from,to,timezone,filters,sampled,warnings",
        'source,google,31,20,2026-11-16T00:00:00+05:30,2026-11-18T00:00:00+05:30,Asia/Kolkata,"country=!IN,(unknown) & min_suspicion=40",false,open_period few_events',
        'source,\'=cmd|’ /C calc’!A0,2,0,2026-11-16T00:00:00+05:30,2026-11-18T00:00:00+05:30,Asia/Kolkata,"country=!IN,(unknown) & min_suspicion=40",false,open_period few_events',
        "",
      ].join("\r\n"),
    );
  });

  test("as CSV is a file with a name and a type, begun with a mark when wanted", async () => {
    const response = await ask("&format=csv&bom=1");
    expect(Object.fromEntries(response.headers)).toMatchObject({
      "content-type": "text/csv; charset=utf-8; header=present",
      "content-disposition": 'attachment; filename="lead-values_by-source_2026-11-16_2026-11-17.csv"',
      "cache-control": "private, no-store",
      vary: "Accept",
    });
    expect([...new Uint8Array(await response.arrayBuffer()).slice(0, 4)]).toEqual([0xef, 0xbb, 0xbf, 0x64]);
  });

  test("as JSON is shown, and has a name when it is saved", async () => {
    const response = await ask();
    expect(await response.json()).toEqual(VALUES);
    expect(Object.fromEntries(response.headers)).toMatchObject({
      "content-type": "application/json",
      "content-disposition": 'inline; filename="lead-values_by-source_2026-11-16_2026-11-17.json"',
    });
  });

  test.each([
    ["&format=xls", "format", { allowed: ["json", "csv"] }],
    ["&formt=csv", "formt", { did_you_mean: "format" }],
    ["&contry=IN", "contry", { did_you_mean: "country" }],
    ["&format=csv&format=json", "format", {}],
  ])("asked with %s is refused by name", async (query, parameter, further) => {
    const response = await ask(query);
    expect(response.status).toBe(400);
    expect(await response.json()).toMatchObject({
      code: "invalid_parameter",
      errors: [{ field: parameter, parameter, ...further }],
    });
  });
});

test("the schema has no CSV", async () => {
  const response = await createRoutes({ schema: {} }).request("/analytics/lead-stats/schema?format=csv");
  expect(await response.json()).toMatchObject({ errors: [{ parameter: "format", allowed: ["json"] }] });
});

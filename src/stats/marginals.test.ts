import { describe, expect, test } from "vitest";
import { EVENT_TYPES } from "../domain/dataset.ts";
import type { EngineRow } from "../engine/engine.ts";
import { STATS_ANSWER, type WholeStatsAnswer } from "./answer.ts";
import { ADMIN, createFakeStatistics, toRow } from "./fake-statistics.ts";
import { MAX_CELLS } from "./request.ts";
import { createStatistics } from "./statistics.ts";

const DAY_S = 86_400;
const FROM = Date.parse("2026-10-01T00:00:00Z") / 1000;

/** An event of each city with each page on each day. */
interface Events {
  readonly days: number;
  readonly cities: readonly string[];
  readonly pages: readonly string[];
}

/** Statistics over an engine that counts such events, folding as the statement says. */
function createCounting({ days, cities, pages }: Events) {
  const statements: string[] = [];
  const answered: number[] = [];
  const toFold = (sql: string, alias: string) => {
    const list = new RegExp(`if\\(blob\\d+ IN \\(([^)]*)\\), blob\\d+, ' other'\\) AS ${alias}\\b`).exec(
      sql,
    )?.[1];
    const named = list && new Set(list.split(", ").map((quoted) => quoted.slice(1, -1)));
    return (label: string) => (!named || named.has(label) ? label : " other");
  };
  const statistics = createStatistics({
    engine: {
      async ask(sql) {
        statements.push(sql);
        const isByDay = sql.includes("AS bucket");
        const [toCity, toPage] = [toFold(sql, "g1"), toFold(sql, "g2")];
        const counts = new Map<string, { key: EngineRow; count: number }>();
        for (let day = 0; day < days; day++)
          for (const city of cities)
            for (const page of pages) {
              const key = {
                ...(isByDay && { bucket: FROM / DAY_S + day }),
                g1: toCity(city),
                g2: toPage(page),
              };
              const name = JSON.stringify(key);
              counts.set(name, { key, count: (counts.get(name)?.count ?? 0) + 1 });
            }
        const all = [...counts.values()].map(({ key, count }) => toRow(key, { n_primary: count }, FROM));
        answered.push(all.length);
        const rows = sql.includes(`LIMIT ${MAX_CELLS + 1}`) ? all.slice(0, MAX_CELLS + 1) : all;
        return { rows, neverWritten: false, asOf: 0 };
      },
    },
    projects: { list: async () => [] },
    reportingTimezone: "UTC",
    now: () => (FROM + days * DAY_S) * 1000,
    publicUrl: "https://leads.example.com",
  });
  const toDate = (epochS: number) => new Date(epochS * 1000).toISOString().slice(0, 10);
  const period = { from: toDate(FROM), to: toDate(FROM + (days - 1) * DAY_S) };
  const ask = (raw: object = {}) =>
    statistics.marginals(
      {
        ...period,
        bucket: "day",
        group_by: ["city", "landing_page"],
        limit: 300,
        max_rows: MAX_CELLS,
        ...raw,
      },
      ADMIN,
    );
  return { ask, statements, answered };
}

const toNames = (prefix: string, count: number) =>
  Array.from({ length: count }, (_, index) => `${prefix}${String(index).padStart(3, "0")}`);

/** What a value counts over all buckets. */
function toSums({ rows }: WholeStatsAnswer, name: string): Map<string, number> {
  const sums = new Map<string, number>();
  for (const row of rows) {
    const label = String(row[name as "city"]);
    sums.set(label, (sums.get(label) ?? 0) + row.primary);
  }
  return sums;
}

describe("two dimensions whose pairs do not fit into one answer", () => {
  test.each([
    ["40 by 30 over 40 days", 40, 30, 40],
    ["120 by 120, more pairs than are read", 120, 120, 30],
    ["300 by 3 over 60 days", 300, 3, 60],
  ])(
    "%s: every listed value is counted in full, the others sum to the rest",
    async (_, cities, pages, days) => {
      const { ask, statements, answered } = createCounting({
        days,
        cities: toNames("c", cities),
        pages: toNames("/p", pages),
      });
      const answers = await ask();
      expect(statements).toHaveLength(2);
      expect(answered[1]).toBeLessThanOrEqual(MAX_CELLS);
      for (const sql of statements) expect(sql.length).toBeLessThan(10_000);
      const sizes = [
        ["city", cities, pages],
        ["landing_page", pages, cities],
      ] as const;
      for (const [at, [name, own, others]] of sizes.entries()) {
        const answer = answers[at];
        if (!answer) throw new Error("an answer is missing");
        expect(STATS_ANSWER.parse(answer)).toEqual(answer);
        expect(answer.query.group_by).toEqual([name]);
        expect(answer.totals.primary).toBe(cities * pages * days);
        const { "(other)": other = 0, ...listed } = Object.fromEntries(toSums(answer, name));
        const labels = Object.keys(listed);
        expect(labels.length).toBeGreaterThan(Math.min(own, 10) - 1);
        for (const label of labels) expect(listed[label], label).toBe(others * days);
        expect(other).toBe((own - labels.length) * others * days);
        expect(answer.quality.warnings.some(({ code }) => code === "folded")).toBe(labels.length < own);
      }
    },
  );
});

test("two dimensions that fit are listed whole", async () => {
  const { ask } = createCounting({ days: 5, cities: toNames("c", 20), pages: toNames("/p", 30) });
  const [city, page] = await ask();
  expect([city, page].map((answer) => answer?.rows.length)).toEqual([5 * 20, 5 * 30]);
});

test("a value is folded for its own size, not for that of its pairs", async () => {
  const { ask } = createCounting({ days: 5, cities: toNames("c", 4), pages: toNames("/p", 30) });
  const [city, page] = await ask({ min_total: 21 });
  expect([...toSums(city as WholeStatsAnswer, "city").keys()]).toEqual(toNames("c", 4));
  expect([...toSums(page as WholeStatsAnswer, "landing_page").keys()]).toEqual(["(other)"]);
});

test("one dimension alone, and one that the store is not asked for, are as stats has them", async () => {
  const rows = [toRow({ bucket: FROM / DAY_S, g1: "Pune" }, { n_primary: 3, n_bot: 2 }, FROM)];
  const asked = { from: "2026-10-01", to: "2026-10-02", timezone: "UTC", bucket: "day" };
  const each = createFakeStatistics(rows, rows);
  const [city, type] = await each.statistics.marginals({ ...asked, group_by: ["city", "type"] }, ADMIN);
  for (const [name, answer] of [
    ["city", city],
    ["type", type],
  ] as const) {
    const alone = createFakeStatistics(...(name === "city" ? [rows, rows] : [rows]));
    const { quality, ...rest } = await alone.statistics.stats({ ...asked, group_by: [name] }, ADMIN);
    expect(answer).toMatchObject(rest);
    expect(answer?.quality).toEqual(quality);
    expect((await alone.statistics.marginals({ ...asked, group_by: [name] }, ADMIN)).length).toBe(1);
  }
  expect(type?.rows.length).toBe(2 * EVENT_TYPES.length);
});

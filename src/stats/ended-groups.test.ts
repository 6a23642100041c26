import { describe, expect, test } from "vitest";
import type { EngineRow } from "../engine/engine.ts";
import type { Comparison, Row } from "./answer.ts";
import { ADMIN, createFakeStatistics, toRow } from "./fake-statistics.ts";
import { PERIODS } from "./statement.ts";

const COUNTED: readonly [source: string, current: number, earlier: number][] = [
  ["google", 50, 40],
  ["ended", 0, 60],
  ["new", 20, 0],
  ["small", 2, 3],
];

/** The prepared counts, in the given day's bucket of either range where one is given. */
function toRows(days?: { current: string; earlier: string }): EngineRow[] {
  return COUNTED.flatMap(([g1, ...counts]) =>
    (["current", "earlier"] as const).flatMap((side, index) => {
      const n = counts[index] ?? 0;
      const key = { g1, period: PERIODS[side], ...(days && { bucket: days[side] }) };
      return n > 0 ? [toRow(key, { n_primary: n })] : [];
    }),
  );
}

const list = (rows: readonly Row[] | undefined) =>
  rows?.filter(({ total }) => total !== 0).map(({ source, total }) => `${source} ${total}`);
const sum = (rows: readonly Row[] | undefined) => rows?.reduce((all, { total = 0 }) => all + total, 0);

async function compare(raw: object) {
  const { engine, statistics } = createFakeStatistics(
    toRows(),
    [],
    toRows({ current: "20778", earlier: "20776" }),
  );
  // The history is asked in between; without buckets the first statement is the whole answer.
  const answer = await statistics.stats(
    { days: 2, compare: "previous", group_by: ["source"], ...raw },
    ADMIN,
  );
  const { comparison = {} as Comparison, rows, totals, quality } = answer;
  const folded = quality.warnings.find(({ code }) => code === "folded")?.message;
  expect([sum(rows), sum(comparison.rows)]).toEqual([totals.total, comparison.totals.total]);
  return { engine, rows, earlier: comparison.rows, folded };
}

describe.each([{ bucket: "none" }, { bucket: "day" }])("a comparison of groups, %j", (raw) => {
  test("lists a group that ended under its name, in both ranges", async () => {
    const { rows, earlier, folded } = await compare(raw);
    expect(list(rows)).toEqual(["google 50", "new 20", "small 2"]);
    expect(list(earlier)).toEqual(["google 40", "small 3", "ended 60"]);
    expect(rows.find(({ source }) => source === "ended")).toMatchObject({ total: 0 });
    expect(folded).toBeUndefined();
  });

  test("keeps the largest of both ranges together and folds the rest in both", async () => {
    const { rows, earlier, folded } = await compare({ ...raw, limit: 2 });
    expect([...new Set(rows.map(({ source }) => source))]).toEqual(["google", "ended", "(other)"]);
    expect([...new Set(earlier?.map(({ source }) => source))]).toEqual(["google", "ended", "(other)"]);
    expect(folded).toBe("2 further groups are summed as (other); raise limit to list more.");
  });

  test("folds what is small now, or was when it ended", async () => {
    const { rows } = await compare({ ...raw, min_total: 21 });
    expect([...new Set(rows.map(({ source }) => source))]).toEqual(["google", "ended", "(other)"]);
  });
});

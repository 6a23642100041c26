import { expect, test } from "vitest";
import type { EngineRow } from "../engine/engine.ts";
import { ADMIN, createFakeStatistics, toRow } from "./fake-statistics.ts";
import { PERIODS } from "./statement.ts";

const DAY_S = 86_400;
const toNine = (date: string) => Date.parse(`${date}T09:00:00+05:30`) / 1000;

/** Ten primary leads a day in the compared range and thirty in the current one, from a date on. */
function toDays(since: string): EngineRow[] {
  const rows: EngineRow[] = [];
  for (let at = toNine(since); at <= toNine("2026-11-22"); at += DAY_S) {
    const isCurrent = at >= toNine("2026-10-24");
    const key = {
      period: isCurrent ? PERIODS.current : PERIODS.earlier,
      bucket: Math.floor((at + 19_800) / DAY_S),
    };
    rows.push(toRow(key, { n_primary: isCurrent ? 30 : 10 }, at));
  }
  return rows;
}

const COMPARED = { days: 30, bucket: "none", compare: "previous" };
const toPartial = ({ quality }: { quality: { warnings: { code: string; message: string }[] } }) =>
  quality.warnings.filter(({ code }) => code === "partial_comparison").map(({ message }) => message);

test("a comparison that reaches back before the first event calls nothing a rise and says since when there is data", async () => {
  const first = [toRow({}, { n_primary: 1 }, toNine("2026-10-18"))];
  const { engine, statistics } = createFakeStatistics([], toDays("2026-10-18"), first);
  const answer = await statistics.stats(COMPARED, ADMIN);
  const verdicts = Object.values(answer.comparison?.change ?? {}).map(({ verdict }) => verdict);
  expect(new Set(verdicts)).toEqual(new Set(["not enough data"]));
  expect(toPartial(answer)).toMatchInlineSnapshot(`
    [
      "There is data only from 2026-10-18 09:00 on; the compared period begins earlier, so no rise or fall can be read from it.",
    ]
  `);
  expect(engine.statements[2]?.slice(engine.statements[2].indexOf(" FROM "))).toMatchInlineSnapshot(
    `" FROM lead_submissions WHERE timestamp >= toDateTime(0) AND timestamp < toDateTime(1792294201)"`,
  );
});

test("so does a summary", async () => {
  const days = toDays("2026-10-18");
  const first = [toRow({}, { n_primary: 1 }, toNine("2026-10-18"))];
  const { statistics } = createFakeStatistics(days, [], [], first);
  const answer = await statistics.summary({ days: 30 }, ADMIN);
  expect(answer.headline).toMatchInlineSnapshot(
    `"900 events from 2026-10-24 to 2026-11-22 (Asia/Kolkata) so far: 900 primary leads. There is data only from 2026-10-18 09:00 on, so no rise or fall can be read from it."`,
  );
  expect(toPartial(answer)).toHaveLength(1);
});

test("a filter that matches nothing at first is compared when other events were recorded before", async () => {
  const before = [toRow({}, { n_primary: 1 }, toNine("2026-06-01"))];
  const { engine, statistics } = createFakeStatistics([], toDays("2026-10-18"), before);
  const filters = [
    { dimension: "utm_campaign", values: ["diwali"] },
    { dimension: "project", values: ["acme"] },
    { dimension: "type", values: ["primary"] },
  ];
  const answer = await statistics.stats({ ...COMPARED, filters, min_suspicion: 5 }, ADMIN);
  expect(answer.comparison?.change.primary.verdict).toBe("up");
  expect(toPartial(answer)).toEqual([]);
  expect(engine.statements[2]?.slice(engine.statements[2].indexOf(" FROM "))).toMatchInlineSnapshot(
    `" FROM lead_submissions WHERE timestamp >= toDateTime(0) AND timestamp < toDateTime(1792294201) AND index1 IN ('acme')"`,
  );
});

test("what is new is compared with the days without it, where others were recorded on them", async () => {
  const asked = { days: 7, bucket: "none", compare: "previous" };
  const filters = [{ dimension: "utm_campaign", values: ["diwali"] }];
  const verdictAfter = async (firstOfAll: string) => {
    const first = [toRow({}, { n_primary: 1 }, toNine(firstOfAll))];
    const { statistics } = createFakeStatistics([], toDays("2026-11-16"), first);
    const { comparison } = await statistics.stats({ ...asked, filters }, ADMIN);
    return comparison?.change.primary.verdict;
  };
  expect(await verdictAfter("2026-10-01")).toBe("up");
  // Two days more than those compared are too few to know how much days differ.
  expect(await verdictAfter("2026-11-08")).toBe("not enough data");
});

test("a comparison with a whole period costs no further statement", async () => {
  const { engine, statistics } = createFakeStatistics([], toDays("2026-09-24"));
  const answer = await statistics.stats(COMPARED, ADMIN);
  expect(answer.comparison?.change.primary.verdict).toBe("up");
  expect(toPartial(answer)).toEqual([]);
  expect(engine.statements).toHaveLength(2);
});

test("a comparison that reaches back behind the retention limit says so, though events come early", async () => {
  const { engine, statistics } = createFakeStatistics([], toDays("2026-07-26"));
  const answer = await statistics.stats({ ...COMPARED, days: 60 }, ADMIN);
  expect(answer.comparison?.change.primary.verdict).toBe("not enough data");
  expect(toPartial(answer)).toMatchInlineSnapshot(`
    [
      "There is data only from 2026-08-22 15:45 on; the compared period begins earlier, so no rise or fall can be read from it.",
    ]
  `);
  expect(engine.statements).toHaveLength(2);
});

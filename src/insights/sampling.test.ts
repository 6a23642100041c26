import { expect, test } from "vitest";
import { METRIC_NAMES, type Metric } from "../domain/dataset.ts";
import type { Totals, WholeStatsAnswer } from "../stats/answer.ts";
import { Z_95 } from "../stats/rate.ts";
import { createAsk } from "./ask.ts";
import { createFakeStatistics, type FakeEvents } from "./fake-statistics.ts";
import { toFindings } from "./findings/findings.ts";
import { toFocus } from "./focus/focus.ts";
import { toQualityAudit } from "./quality/quality.ts";

const NOW = Date.parse("2026-11-22T10:15:00Z");
const ADMIN = { keyId: "k1", role: "admin", projects: "all" } as const;

const daily = (source: string, good: number, bots: number, days = 28) =>
  Array.from({ length: days }, (_, day): FakeEvents[] => {
    const at = NOW / 1000 - day * 86_400;
    const labels = { source, project: source };
    return [
      { at, type: "primary", count: good, labels },
      { at, type: "bot", count: bots, labels },
    ];
  }).flat();

/** A cell with the intervals that the core states when each of its data points stands for so many events. */
function toSampledCell<C extends Totals>(cell: C, toSquare: (name: Metric) => number): C {
  const intervals = METRIC_NAMES.map((name) => {
    const half = Z_95 * Math.sqrt(Math.max(0, toSquare(name) - cell[name]));
    return [name, { low: Math.max(0, Math.floor(cell[name] - half)), high: Math.ceil(cell[name] + half) }];
  });
  return { ...cell, intervals: Object.fromEntries(intervals) };
}

/** @param weigh sample interval of a source */
function toSampled(answer: WholeStatsAnswer, weigh: (source: string) => number): WholeStatsAnswer {
  const { rows, totals, quality } = answer;
  const weighed = rows.map((row) => ({ row, weight: weigh(row.source ?? "") }));
  const toSum = (name: Metric) => weighed.reduce((sum, { row, weight }) => sum + row[name] * weight, 0);
  return {
    ...answer,
    rows: weighed.map(({ row, weight }) =>
      weight > 1 ? toSampledCell(row, (name) => row[name] * weight) : row,
    ),
    totals: toSampledCell(totals, toSum),
    quality: { ...quality, sampled: true, rows_read: weighed.length },
  };
}

/** Answers about events of which each source is read at its own sample interval. */
function toAsk(events: readonly FakeEvents[], weigh: (source: string) => number) {
  const ask = createAsk(createFakeStatistics(events, NOW), ADMIN);
  return async (question: Parameters<typeof ask>[0]) => toSampled(await ask(question), weigh);
}

test("sampled counts are worth the data points behind them", async () => {
  const events = [...daily("google", 10, 2), ...daily("meta", 9, 5)];
  const exact = await toFocus({}, createAsk(createFakeStatistics(events, NOW), ADMIN), NOW);
  const sampled = await toFocus(
    {},
    toAsk(events, () => 10),
    NOW,
  );
  const width = ({ segments }: typeof exact) => (segments[0]?.rate.high ?? 0) - (segments[0]?.rate.low ?? 0);
  expect(exact.segments.map(({ verdict }) => verdict).sort()).toEqual(["fix", "scale"]);
  expect(width(sampled)).toBeGreaterThan(2 * width(exact));
  expect(sampled.segments.map(({ verdict }) => verdict)).toEqual(["watch", "watch"]);
});

const THIN = [...daily("google", 200, 40), ...daily("meta", 180, 50), ...daily("thin", 0, 100, 6)];
const weighThin = (source: string) => (source === "thin" ? 100 : 1);

test("a segment of six data points gets no verdict because the others were read in full", async () => {
  const { segments } = await toFocus({}, toAsk(THIN, weighThin), NOW);
  const verdicts = Object.fromEntries(segments.map(({ labels, verdict }) => [labels.source, verdict]));
  expect(verdicts).toMatchObject({ google: "scale", thin: "not_enough_data" });
});

test("six data points of one value are no fact of an audit", async () => {
  const audit = await toQualityAudit({ group_by: ["source"] }, toAsk(THIN, weighThin));
  expect(audit.facts.map(({ labels }) => labels.source)).not.toContain("thin");
});

test("an audit's shares of everything are as unsure as the sample they rest on", async () => {
  const { overall } = await toQualityAudit(
    {},
    toAsk(daily("google", 75, 68), () => 69),
  );
  const bot = overall.shares.find(({ flaw }) => flaw === "bot");
  expect(bot).toMatchObject({ count: 1904, of: 4004 });
  expect(bot?.share?.low).toBeLessThan(0.38);
  expect(bot?.share?.high).toBeGreaterThan(0.57);
});

test("six data points are no finding of a summary", async () => {
  const statistics = createFakeStatistics(
    [...daily("google", 200, 40, 84), ...daily("meta", 200, 40, 84), ...daily("thin", 0, 100, 7)],
    NOW,
  );
  const question = { days: 84, bucket: "day", group_by: ["source"] };
  const answer = toSampled(await statistics.stats(question, ADMIN), weighThin);
  const found = toFindings({ days: 28, filters: [] }, [answer], NOW);
  expect(found.filter(({ kind, labels }) => kind === "focus" && labels?.source === "thin")).toEqual([]);
});

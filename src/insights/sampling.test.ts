import { expect, test } from "vitest";
import { createAsk } from "./ask.ts";
import { createFakeStatistics, type FakeEvents } from "./fake-statistics.ts";
import { toFocus } from "./focus/focus.ts";

const NOW = Date.parse("2026-11-22T10:15:00Z");
const ADMIN = { keyId: "k1", role: "admin", projects: "all" } as const;

const daily = (source: string, good: number, bots: number) =>
  Array.from({ length: 28 }, (_, day): FakeEvents[] => {
    const at = NOW / 1000 - day * 86_400;
    return [
      { at, type: "primary", count: good, labels: { source } },
      { at, type: "bot", count: bots, labels: { source } },
    ];
  }).flat();

test("sampled counts are worth the data points behind them", async () => {
  const statistics = createFakeStatistics([...daily("google", 10, 2), ...daily("meta", 9, 5)], NOW);
  const exact = await toFocus({}, createAsk(statistics, ADMIN), NOW);
  const sampled = await toFocus(
    {},
    async (question) => {
      const answer = await statistics.stats(question, ADMIN);
      const rows = Math.round(answer.totals.total / 10);
      return { ...answer, quality: { ...answer.quality, sampled: true, rows_read: rows } };
    },
    NOW,
  );
  const width = ({ segments }: typeof exact) => (segments[0]?.rate.high ?? 0) - (segments[0]?.rate.low ?? 0);
  expect(exact.segments.map(({ verdict }) => verdict).sort()).toEqual(["fix", "scale"]);
  expect(width(sampled)).toBeGreaterThan(2 * width(exact));
  expect(sampled.segments.map(({ verdict }) => verdict)).toEqual(["watch", "watch"]);
});

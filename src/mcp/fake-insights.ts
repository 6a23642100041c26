import { createFakeStatistics, type FakeEvents } from "../insights/fake-statistics.ts";
import { createInsights, type Insights } from "../insights/insights.ts";

/** The clock of the fake world: a Sunday morning. */
const NOW = Date.parse("2026-11-22T10:15:00Z");
const DAY_S = 86_400;
const HISTORY_DAYS = 100;
/** Days before today on which nothing arrived. */
const OUTAGE_DAYS_AGO = 4;

/**
 * The real insights over a small, fixed world in memory, for tests of the MCP surface: a source of good leads, one of
 * bots, mornings busier than nights, and a day of silence.
 * @param labels the good source and the bad one, as source, campaign and page
 */
export function createFakeInsights(labels: readonly [string, string] = ["google", "clickbay"]): Insights {
  return createInsights({ statistics: createFakeStatistics(toWorld(labels), NOW), now: () => NOW });
}

function toWorld([good, bad]: readonly [string, string]): FakeEvents[] {
  const today = Math.floor(NOW / 1000 / DAY_S) * DAY_S;
  const days = Array.from({ length: HISTORY_DAYS }, (_, ago) => ago).filter((ago) => ago !== OUTAGE_DAYS_AGO);
  return days.flatMap((ago) =>
    [2, 9, 10, 11, 16].flatMap((hour): FakeEvents[] => {
      const at = today - ago * DAY_S + hour * 3600;
      const busy = hour === 2 ? 1 : 4 + (ago % 3);
      const from = (source: string) => ({ source, utm_campaign: source, project: "pune-homes" });
      return [
        { at, type: "primary", count: busy, suspicious: 0, hot: 1, labels: from(good) },
        { at, type: "primary", count: 1, suspicious: 1, labels: from(bad) },
        { at, type: "bot", count: 2, labels: from(bad) },
      ];
    }),
  );
}

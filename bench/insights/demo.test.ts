import { beforeAll, describe, expect, test } from "vitest";
import { DEMO_SEED, toDemoDay } from "../../local/demo-data/events.ts";
import { BOT_SOURCE, OUTAGE, SPIKE, WARM_HOURS } from "../../local/demo-data/stories.ts";
import type { EventType } from "../../src/domain/dataset.ts";
import { createFakeStatistics, type FakeEvents } from "../../src/insights/fake-statistics.ts";
import { createInsights, type Insights } from "../../src/insights/insights.ts";

const ANCHOR = "2026-11-16";
const NOW = Date.parse("2026-11-16T18:00:00Z");
const ADMIN = { keyId: "bench", role: "admin", projects: "all" } as const;
const DIMENSIONS = [
  "project",
  "source",
  "referer",
  "utm_campaign",
  "device",
  "country",
  "landing_page",
] as const;

function toEvents(): FakeEvents[] {
  return Array.from({ length: 91 }, (_, at) => toDemoDay(DEMO_SEED, ANCHOR, at - 90))
    .flat()
    .filter(({ timestamp }) => timestamp < NOW / 1000)
    .map(({ timestamp, event }) => {
      const isLead = event.event_type === "primary";
      return {
        at: timestamp,
        type: event.event_type as EventType,
        count: 1,
        labels: {
          ...Object.fromEntries(DIMENSIONS.map((name) => [name, event[name]])),
          reason: event.reason,
        },
        suspicious: isLead && event.suspicion_score >= 40 ? 1 : 0,
        hot: isLead && event.engagement.endsWith("Hot") ? 1 : 0,
      };
    });
}

function toDate(day: number): string {
  return new Date(Date.parse(ANCHOR) + day * 86_400_000).toISOString().slice(0, 10);
}

describe("what is planted in the demo data is found", () => {
  let insights: Insights;
  beforeAll(() => {
    insights = createInsights({ statistics: createFakeStatistics(toEvents(), NOW), now: () => NOW });
  });

  test("the source that turned to bots is the one to fix, and the first fact of the audit", async () => {
    const { segments } = await insights.focus({}, ADMIN);
    expect(segments[0]).toMatchObject({ labels: { source: BOT_SOURCE.source }, verdict: "fix" });
    const { facts } = await insights.quality({ group_by: ["source"] }, ADMIN);
    expect(facts[0]).toMatchObject({ flaw: "bot", labels: { source: BOT_SOURCE.source } });
  });

  test("the days on which bots set in differ from those before by that project", async () => {
    const { dimensions } = await insights.changes(
      { metric: "bot_rate", from: toDate(BOT_SOURCE.fromDay), to: toDate(BOT_SOURCE.fromDay + 13) },
      ADMIN,
    );
    const named = dimensions.flatMap(({ explanation }) =>
      explanation.map((labels) => Object.values(labels)[0]),
    );
    expect(named.slice(0, 2)).toEqual(
      expect.arrayContaining([expect.stringMatching(/clickbay|scholars-hub/)]),
    );
  });

  test("its bots, five a day, are unusual by the week, with or without a filter", async () => {
    const period = { from: toDate(BOT_SOURCE.fromDay), to: toDate(BOT_SOURCE.fromDay + 13) };
    const { anomalies } = await insights.anomalies({ ...period, group_by: ["source"] }, ADMIN);
    expect(anomalies[0]).toMatchObject({ kind: "bot_share", labels: { source: BOT_SOURCE.source } });
    expect(anomalies[0]?.from).toMatch(toDate(BOT_SOURCE.fromDay));
    for (const name of ["project", "source"] as const) {
      const filters = [{ dimension: name, operator: "is", values: [BOT_SOURCE[name]] }];
      const alone = await insights.anomalies({ ...period, filters }, ADMIN);
      expect(alone.anomalies[0]).toMatchObject({ kind: "bot_share", labels: null, direction: "up" });
    }
  });

  test("the page named on air explains the week of the spike, though all of it came on one day", async () => {
    const filters = [{ dimension: "project", operator: "is", values: [SPIKE.project] }];
    const { dimensions } = await insights.changes(
      { from: toDate(SPIKE.day - 3), to: toDate(SPIKE.day + 3), filters },
      ADMIN,
    );
    expect(dimensions[0]?.explanation).toEqual([{ landing_page: SPIKE.landing }]);
    expect(dimensions[0]?.values[0]).toMatchObject({ before: 0, is_clear: true });
  });

  test("the outage is a drought of everything, the spike a day of its project", async () => {
    const { anomalies } = await insights.anomalies({ days: 28 }, ADMIN);
    const day = (days: number) => Date.parse(ANCHOR) + days * 86_400_000;
    const outage = anomalies.find(({ kind, labels }) => kind === "drought" && labels === null);
    expect(Math.abs(Date.parse(outage?.from ?? "") - day(OUTAGE.day))).toBeLessThan(86_400_000);
    const spike = anomalies.find(({ direction }) => direction === "up");
    expect(spike).toMatchObject({ kind: "volume", labels: { project: SPIKE.project } });
    expect(Math.abs(Date.parse(spike?.from ?? "") - day(SPIKE.day))).toBeLessThan(86_400_000);
  });

  test("the warm hours of one project are its best windows", async () => {
    const filters = [{ dimension: "project", operator: "is", values: [WARM_HOURS.project] }];
    const { windows } = await insights.bestTimes({ good: "hot", days: 90, filters }, ADMIN);
    const [first] = windows.filter(({ by }) => by === "quality");
    expect(first?.weekdays).toEqual(["Saturday", "Sunday"]);
    // Ten to one in India is about half past four to half past seven here.
    expect(["04:00", "05:00"]).toContain(first?.from);
  });
});

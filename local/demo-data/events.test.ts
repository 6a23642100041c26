import { describe, expect, test } from "vitest";
import { toChannel } from "../../src/domain/channel.ts";
import { toStoredNumber } from "../../src/domain/data-point.ts";
import { BLOB_COLUMNS, BLOBS, DOUBLE_COLUMNS, EVENT_TYPES, METRIC_NAMES } from "../../src/domain/dataset.ts";
import { toEngagementLabel } from "../../src/domain/engagement.ts";
import { PROJECT_ID_PATTERN } from "../../src/domain/project.ts";
import { toSafeLabel } from "../../src/domain/safe-label.ts";
import { isZone } from "../../src/domain/zone.ts";
import { toDemoAnchor } from "./calendar.ts";
import { toCounts } from "./counts.ts";
import { type DemoEvent, toDemoEvents } from "./events.ts";
import { DEMO_PROJECTS } from "./projects.ts";

const NOW = Date.parse("2026-11-19T07:12:30Z") / 1000;
const DAY_S = 86_400;
const events = [...toDemoEvents({ now: NOW })];

describe("the demo events", () => {
  test("cover 90 days up to now, in order, one per second", () => {
    const times = events.map((demo) => demo.timestamp);
    expect(times.every((time, i) => i === 0 || time > (times[i - 1] ?? 0))).toBe(true);
    expect(new Date((times[0] ?? 0) * 1000).toISOString()).toMatch(/^2026-08-21T(1[89]|2\d)/);
    expect(NOW - (times.at(-1) ?? 0)).toBeLessThan(3600);
    expect(events.length).toBeGreaterThan(12_000);
    expect(events.length).toBeLessThan(20_000);
  });

  test("follow from seed and time alone", () => {
    const day = (seed: number) => [...toDemoEvents({ seed, now: NOW, days: 1 })];
    expect(day(3)).toEqual(day(3));
    expect(day(4)).not.toEqual(day(3));
  });

  test("of a later run continue those of the first without a gap or a repetition", () => {
    const anchor = toDemoAnchor(NOW);
    const later = NOW + 3 * DAY_S + 20_000;
    const added = [...toDemoEvents({ now: later, anchor, after: NOW })];
    expect(added.length).toBeGreaterThan(300);
    expect([...events, ...added]).toEqual([...toDemoEvents({ now: later, anchor })]);
  });

  test("go on after the last stored event when a load broke off", () => {
    const after = events[5000]?.timestamp ?? 0;
    expect([...toDemoEvents({ now: NOW, after })]).toEqual(events.slice(5001));
  });

  test("of a first load that is yet to come are refused", () => {
    expect(() => [...toDemoEvents({ now: NOW, anchor: "2026-11-20" })]).toThrow("is yet to come");
  });

  test("hold values that the registry allows, already normalised", () => {
    for (const column of DOUBLE_COLUMNS) {
      const numbers = [...new Set(events.map(({ event }) => event[column]))];
      expect(numbers.map((number) => toStoredNumber(column, number))).toEqual(numbers);
    }
    for (const column of BLOB_COLUMNS) {
      const labels = [...new Set(events.map(({ event }) => event[column]))];
      expect(labels.map((label) => toSafeLabel(label))).toEqual(labels);
      const spec = BLOBS[column];
      if ("values" in spec) expect(spec.values).toEqual(expect.arrayContaining(labels));
    }
  });

  test("agree with themselves", () => {
    for (const { timestamp, event } of events) {
      expect(event.is_primary).toBe(event.event_type === "primary" ? "1" : "0");
      expect(event.engagement).toBe(toEngagementLabel(event.engagement_score));
      expect(event.received_at).toBeLessThanOrEqual(timestamp);
      if (event.utm_medium !== "") {
        const { utm_source: utmSource, utm_medium: utmMedium } = event;
        expect(event.channel).toBe(toChannel({ utmSource, utmMedium, referrerHost: "" }));
      }
    }
  });

  test("hold every type and every metric, mostly real leads", () => {
    const counts = toCounts(events.map((demo) => demo.event));
    for (const metric of METRIC_NAMES) expect(counts[metric], metric).toBeGreaterThan(0);
    expect(EVENT_TYPES.reduce((sum, type) => sum + counts[type], 0)).toBe(counts.total);
    expect(counts.primary / counts.total).toBeGreaterThan(0.75);
  });

  test("arrive in bursts: daily counts vary far more than chance alone would make them", () => {
    const byDay = Map.groupBy(events, toDay);
    const counts = [...byDay.values()].map((day) => day.length).slice(0, -1);
    const mean = counts.reduce((sum, count) => sum + count, 0) / counts.length;
    const variance = counts.reduce((sum, count) => sum + (count - mean) ** 2, 0) / counts.length;
    expect(variance / mean).toBeGreaterThan(5);
    expect(variance / mean).toBeLessThan(15);
  });
});

test("demo projects have usable ids and zones, and each has events", () => {
  const seen = new Set(events.map(({ event }) => event.project));
  for (const project of DEMO_PROJECTS) {
    expect(project.id).toMatch(PROJECT_ID_PATTERN);
    expect(isZone(project.timezone)).toBe(true);
    expect(seen.has(project.id)).toBe(true);
  }
  expect(seen.size).toBe(DEMO_PROJECTS.length);
});

function toDay(demo: DemoEvent): number {
  return Math.floor((demo.timestamp + 19_800) / DAY_S);
}

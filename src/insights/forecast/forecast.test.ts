import { describe, expect, test } from "vitest";
import { createAsk } from "../ask.ts";
import { createFakeStatistics, type FakeEvents } from "../fake-statistics.ts";
import { FORECAST_ANSWER } from "./answer.ts";
import { toForecast } from "./forecast.ts";

const NOW = Date.parse("2026-11-22T10:15:00Z");
const DAY_S = 86_400;
const ADMIN = { keyId: "k1", role: "admin", projects: "all" } as const;

/** Twenty leads on weekdays, ten on Saturdays and Sundays, one more or less from day to day. */
function weeks(days: number): FakeEvents[] {
  return Array.from({ length: days }, (_, day): FakeEvents => {
    const at = NOW / 1000 - day * DAY_S;
    const isWeekend = [0, 6].includes(new Date(at * 1000).getUTCDay());
    return { at, type: "primary", count: (isWeekend ? 10 : 20) + (day % 3) - 1 };
  });
}

async function forecast(events: readonly FakeEvents[], raw: object = {}) {
  const statistics = createFakeStatistics(events, NOW);
  const answer = await toForecast(raw, createAsk(statistics, ADMIN), NOW);
  expect(FORECAST_ANSWER.parse(answer)).toEqual(answer);
  expect(JSON.stringify(answer)).not.toMatch(/NaN|Infinity/);
  return { answer, ...statistics };
}

test("expects what each weekday brings, and checks itself on the history", async () => {
  const { answer, questions } = await forecast(weeks(84));
  expect(answer.headline).toMatchInlineSnapshot(
    `"Expected primary leads: 20 (19 to 21) in the next day, 120 (114 to 127) in the next week, 521 (497 to 545) in the next month; each range holds with 80 % probability."`,
  );
  expect(answer.horizons).toMatchInlineSnapshot(`
    [
      {
        "back_test": {
          "error_ratio": 0.896,
          "origins": 68,
          "within": 62,
        },
        "expected": 19.7,
        "from": "2026-11-23",
        "high": 21,
        "horizon": "day",
        "low": 19,
        "to": "2026-11-23",
      },
      {
        "back_test": {
          "error_ratio": 0.844,
          "origins": 62,
          "within": 62,
        },
        "expected": 120.3,
        "from": "2026-11-23",
        "high": 127,
        "horizon": "week",
        "low": 114,
        "to": "2026-11-29",
      },
      {
        "back_test": {
          "error_ratio": 5.2,
          "origins": 39,
          "within": 39,
        },
        "expected": 520.7,
        "from": "2026-11-23",
        "high": 545,
        "horizon": "month",
        "low": 497,
        "to": "2026-12-22",
      },
    ]
  `);
  expect(answer.weekday_factors).toMatchInlineSnapshot(`
    [
      1.148,
      1.153,
      1.15,
      1.14,
      1.145,
      0.625,
      0.64,
    ]
  `);
  expect(questions).toHaveLength(1);
});

test("says how often a range held where that is clearly less than it claims", async () => {
  // Quiet weeks and wild ones by turns, each longer than what is learnt from.
  const turning = weeks(84).map((event, day) => ({ ...event, count: Math.floor(day / 21) % 2 ? 90 : 9 }));
  const { answer } = await forecast(turning);
  const missed = answer.horizons.filter(({ back_test: { within, origins } }) => within < 0.6 * origins);
  expect(missed.map(({ horizon }) => horizon)).toContain("month");
  for (const { horizon, back_test: past } of missed) {
    expect(answer.headline).toContain(
      `the one for a ${horizon} held ${past.within} of ${past.origins} times`,
    );
  }
  expect(answer.headline).not.toMatch(/each range holds/);
});

test("forecasts only as far as the history carries", async () => {
  const horizons = async (days: number) =>
    (await forecast(weeks(days + 1))).answer.horizons.map(({ horizon }) => horizon);
  expect(await horizons(13)).toEqual([]);
  expect(await horizons(14)).toEqual(["day"]);
  expect(await horizons(21)).toEqual(["day", "week"]);
  expect(await horizons(42)).toEqual(["day", "week", "month"]);
});

test("a history that has ended is followed at once", async () => {
  const { answer } = await forecast(weeks(84), { from: "2026-09-01", to: "2026-10-31" });
  expect(answer.horizons[0]).toMatchObject({ from: "2026-11-01", to: "2026-11-01" });
});

test("days without a lead count, days before the first do not", async () => {
  const { answer } = await forecast(weeks(84).filter((_, day) => day % 2 === 0 && day < 60));
  expect(answer.history.days).toBe(58);
});

describe("not enough data", () => {
  test.each<[string, readonly FakeEvents[], object]>([
    ["nothing at all", [], {}],
    ["a period in the future", weeks(84), { from: "2027-01-01", to: "2027-01-07" }],
    ["one day", weeks(84), { days: 1 }],
    ["nine leads", weeks(84).map((event) => ({ ...event, count: event.count > 19 ? 0 : 0 })), {}],
    ["bots alone", weeks(84).map((event) => ({ ...event, type: "bot" as const })), {}],
  ])("is said of %s", async (_, events, raw) => {
    const { answer } = await forecast(events, raw);
    expect(answer).toMatchObject({ status: "not_enough_data", horizons: [] });
    expect(answer.reason).toMatch(/^Not enough data: .+\.$/);
  });
});

import { describe, expect, test } from "vitest";
import { createAsk } from "../ask.ts";
import { createFakeStatistics, type FakeEvents } from "../fake-statistics.ts";
import { TIMES_ANSWER } from "./answer.ts";
import { toBestTimes } from "./times.ts";

const NOW = Date.parse("2026-11-22T10:15:00Z");
const DAY_S = 86_400;
const TODAY = Math.floor(NOW / 1000 / DAY_S) * DAY_S;
const ADMIN = { keyId: "k1", role: "admin", projects: "all" } as const;

/** Leads of each hour of so many days before today; `good` of them are not suspicious. */
function hourly(days: number, leads: (day: number, hour: number) => number, good = (_hour: number) => 1) {
  return Array.from({ length: days * 24 }, (_, index): FakeEvents => {
    const [day, hour] = [Math.floor(index / 24) + 1, index % 24];
    const count = leads(day, hour);
    const suspicious = count - Math.round(count * good(hour));
    return { at: TODAY - day * DAY_S + hour * 3600 + 60, type: "primary", count, suspicious };
  });
}

/** More at noon than at night, a little different every day. */
const noon = (day: number, hour: number) => Math.max(0, 8 - Math.abs(hour - 12)) + ((day * 5 + hour * 3) % 4);

async function times(events: readonly FakeEvents[], raw: object = {}) {
  const statistics = createFakeStatistics(events, NOW);
  const answer = await toBestTimes(raw, createAsk(statistics, ADMIN), NOW);
  expect(TIMES_ANSWER.parse(answer)).toEqual(answer);
  expect(JSON.stringify(answer)).not.toMatch(/NaN|Infinity/);
  return { answer, ...statistics };
}

test("finds the hours that bring most, and says how it did before", async () => {
  const { answer, questions } = await times(hourly(70, noon));
  expect(answer.headline).toMatchInlineSnapshot(
    `"Most leads come every day 11:00–14:00 (2.1 times the average hour); no hour or weekday brings better leads than another beyond chance. In a check over 4 past weeks, hours chosen the same way brought 424 leads (413 predicted)."`,
  );
  expect(answer.windows).toMatchInlineSnapshot(`
    [
      {
        "by": "volume",
        "from": "11:00",
        "good_rate": 1,
        "leads_per_hour": 8.63,
        "quality_index": 1,
        "sentence": "every day 11:00–14:00: about 8.6 leads an hour, 2.1 times the average hour.",
        "to": "14:00",
        "volume_index": 2.07,
        "weekdays": [
          "Monday",
          "Tuesday",
          "Wednesday",
          "Thursday",
          "Friday",
          "Saturday",
          "Sunday",
        ],
      },
      {
        "by": "volume",
        "from": "14:00",
        "good_rate": 1,
        "leads_per_hour": 6.49,
        "quality_index": 1,
        "sentence": "every day 14:00–17:00: about 6.5 leads an hour, 1.6 times the average hour.",
        "to": "17:00",
        "volume_index": 1.56,
        "weekdays": [
          "Monday",
          "Tuesday",
          "Wednesday",
          "Thursday",
          "Friday",
          "Saturday",
          "Sunday",
        ],
      },
    ]
  `);
  expect(answer.evidence).toMatchInlineSnapshot(`
    {
      "quality": {
        "hour": 1,
        "slot": 0,
        "weekday": 0,
      },
      "volume": {
        "hour": 1,
        "slot": 0,
        "weekday": 1,
      },
    }
  `);
  expect(answer.back_test).toMatchInlineSnapshot(`
    {
      "plain_rate": {
        "claimed_rate": 1,
        "delivered_rate": 1,
      },
      "quality": {
        "claimed_index": 1,
        "claimed_rate": 1,
        "delivered_index": 1,
        "delivered_rate": 1,
      },
      "volume": {
        "claimed": 413.4,
        "delivered": 424,
      },
      "weeks": 4,
    }
  `);
  expect(questions).toMatchObject([{ bucket: "60min", days: 63 }]);
});

test("names every day where no difference between weekdays repeats", async () => {
  const uneven = (day: number, hour: number) => (hour > 8 && hour < 12 ? 4 + (day % 3) : hour === 16 ? 3 : 0);
  const { answer } = await times(hourly(70, uneven));
  expect(answer.evidence?.volume).toMatchObject({ weekday: 0, slot: 1 });
  expect(answer.headline).toMatch(/^Most leads come every day 09:00–12:00 /);
});

test("keeps volume and quality apart", async () => {
  const { answer } = await times(hourly(70, noon, (hour) => (hour < 6 ? 0.9 : 0.4)));
  const [good] = answer.windows.filter(({ by }) => by === "quality");
  expect(good?.from && good.from < "06:00").toBe(true);
  expect(good?.quality_index).toBeGreaterThan(1.2);
  expect(answer.windows.find(({ by }) => by === "volume")?.from).toBe("11:00");
});

test("one burst does not make an hour", async () => {
  const burst: FakeEvents = { at: TODAY - 9 * DAY_S + 3 * 3600, type: "primary", count: 400 };
  const { answer } = await times([...hourly(70, noon), burst]);
  expect(answer.windows.find(({ by }) => by === "volume")?.from).toBe("11:00");
});

test("hours that are all alike are not ranked", async () => {
  const { answer } = await times(hourly(70, (day, hour) => 3 + ((day * 11 + hour * 7) % 5)));
  expect(answer.windows).toEqual([]);
  expect(answer.headline).toMatch(
    /^No hour or weekday brings more or better leads than another beyond chance\.$/,
  );
});

test("windows in half hours, and staffing for the week by the hour", async () => {
  const shifted = hourly(70, noon).map((event) => ({ ...event, at: event.at + 1800 }));
  const { answer } = await times(shifted, { bucket: "30min", window: "2h" });
  expect(answer.windows.find(({ by }) => by === "volume")?.from).toMatch(/:30$/);
  expect(answer.hours).toHaveLength(24);
  expect(answer.staffing.map(({ expected }) => expected.length)).toEqual([24, 24, 24, 24, 24, 24, 24]);
  const monday = answer.staffing[0];
  expect(monday?.high.every((high, slot) => high >= (monday.expected[slot] ?? 0) - 1)).toBe(true);
  const week = answer.staffing.flatMap(({ expected }) => expected).reduce((sum, leads) => sum + leads, 0);
  expect(Math.round(week)).toBe(Math.round(answer.history.leads_per_week ?? 0));
});

test("a year is answered in hours", async () => {
  const { questions } = await times(hourly(70, noon), { bucket: "30min", days: 365 });
  expect(questions).toMatchObject([{ bucket: "60min" }]);
});

test("one lead in one week is told as one", async () => {
  const events = hourly(8, (day, hour) => (day === 7 && hour === 9 ? 1 : 0));
  const { answer } = await times(events);
  expect(answer.reason).toBe(
    "Not enough data: 1 whole week with 1 primary lead; best times need 4 weeks with 100.",
  );
});

describe("not enough data", () => {
  test.each<[string, readonly FakeEvents[], object]>([
    ["nothing at all", [], {}],
    ["a period in the future", hourly(70, noon), { from: "2027-01-01", to: "2027-01-07" }],
    ["three weeks", hourly(70, noon), { days: 27 }],
    ["a few leads", hourly(70, (day, hour) => (hour === 9 && day % 2 === 0 ? 1 : 0)), {}],
    ["bots alone", hourly(70, noon).map((event) => ({ ...event, type: "bot" as const })), {}],
  ])("is said of %s", async (_, events, raw) => {
    const { answer } = await times(events, raw);
    expect(answer).toMatchObject({ status: "not_enough_data", windows: [], back_test: null });
    expect(answer.reason).toMatch(/^Not enough data: .+\.$/);
  });
});

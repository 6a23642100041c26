import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { createAsk } from "../ask.ts";
import { createFakeStatistics, type FakeEvents } from "../fake-statistics.ts";
import { CHANGES_ANSWER } from "./answer.ts";
import { toChanges } from "./changes.ts";

const NOW = Date.parse("2026-11-22T10:15:00Z");
const DAY_S = 86_400;
const ADMIN = { keyId: "k1", role: "admin", projects: "all" } as const;

/** Leads of a source a day, for six weeks; `now` from the sixteenth of November on. */
function daily(labels: FakeEvents["labels"], before: number, now: number, bots = 0): FakeEvents[] {
  return Array.from({ length: 42 }, (_, day): FakeEvents[] => {
    const at = NOW / 1000 - day * DAY_S;
    const count = (day <= 6 ? now : before) + (day % 3) - 1;
    const common = labels ? { labels } : {};
    return [
      { at, type: "primary", count, ...common },
      { at, type: "bot", count: bots, ...common },
    ];
  }).flat();
}

async function changes(events: readonly FakeEvents[], raw: object = {}) {
  const statistics = createFakeStatistics(events, NOW);
  const answer = await toChanges(raw, createAsk(statistics, ADMIN), NOW);
  expect(CHANGES_ANSWER.parse(answer)).toEqual(answer);
  expect(JSON.stringify(answer)).not.toMatch(/NaN|Infinity/);
  return { answer, ...statistics };
}

const doubled = [
  ...daily({ source: "google", device: "mobile" }, 20, 20),
  ...daily({ source: "meta", device: "desktop" }, 30, 30),
  ...daily({ source: "partner", device: "mobile" }, 10, 25),
];

test("says of a real change that nothing explains what comes closest", async () => {
  const { answer } = await changes(
    [...daily({ device: "mobile" }, 40, 46), ...daily({ device: "desktop" }, 40, 56)],
    { group_by: ["device", "source"] },
  );
  expect(answer.headline).toMatchInlineSnapshot(
    `"Primary leads rose from 480 to 612 (6 whole days against 6 before), beyond normal day-to-day variation. No value of the dimensions looked at moved by more than chance; the closest, a value of device, makes up 73 % of the change, but chance alone moves a value that far in 11 % of cases."`,
  );
});

test("names the value that moved together with the change, and how much of it that is", async () => {
  const { answer, questions } = await changes(doubled);
  expect(answer.headline).toMatchInlineSnapshot(
    `"Primary leads rose from 360 to 450 (6 whole days against 6 before), beyond normal day-to-day variation. 1 value of source moved together with it beyond chance, 100 % of the change."`,
  );
  expect(answer.overall).toMatchInlineSnapshot(`
    {
      "before": 360,
      "before_from": "2026-11-09T00:00:00+00:00",
      "change": 90,
      "days": 6,
      "from": "2026-11-16T00:00:00+00:00",
      "now": 450,
      "percent": 25,
      "verdict": "up",
    }
  `);
  expect(answer.dimensions[0]).toMatchInlineSnapshot(`
    {
      "dimension": "source",
      "explanation": [
        {
          "source": "partner",
        },
      ],
      "rest": 0,
      "surprise": 0.01416,
      "values": [
        {
          "before": 60,
          "chance": 4.72e-8,
          "contribution": 90,
          "is_clear": true,
          "labels": {
            "source": "partner",
          },
          "mix": 0,
          "now": 150,
          "rate": 90,
          "share_of_change": 1,
        },
        {
          "before": 180,
          "chance": 1,
          "contribution": 0,
          "is_clear": false,
          "labels": {
            "source": "meta",
          },
          "mix": 0,
          "now": 180,
          "rate": 0,
          "share_of_change": 0,
        },
        {
          "before": 120,
          "chance": 1,
          "contribution": 0,
          "is_clear": false,
          "labels": {
            "source": "google",
          },
          "mix": 0,
          "now": 120,
          "rate": 0,
          "share_of_change": 0,
        },
      ],
    }
  `);
  expect(questions).toMatchObject([
    { group_by: ["project", "landing_page"], bucket: "day" },
    { group_by: ["source", "country"] },
    { group_by: ["utm_campaign", "device"] },
  ]);
});

test("the end of a spike is named as its beginning was", async () => {
  const at = NOW / 1000 - 10 * DAY_S;
  const spike: FakeEvents = {
    at,
    type: "primary",
    count: 80,
    labels: { source: "google", landing_page: "/tv" },
  };
  const events = [...daily({ source: "google", landing_page: "/" }, 20, 20), spike];
  const named = async (raw: object) => {
    const { answer } = await changes(events, { group_by: ["landing_page"], ...raw });
    return answer.dimensions[0]?.explanation;
  };
  expect(await named({ from: "2026-11-09", to: "2026-11-15" })).toEqual([{ landing_page: "/tv" }]);
  expect(await named({})).toEqual([{ landing_page: "/tv" }]);
});

test("a value that was not there before and comes on one day explains its week; a handful does not", async () => {
  const at = NOW / 1000 - 3 * DAY_S;
  const labels = { source: "radio", device: "mobile" };
  const usual = [
    ...daily({ source: "google", device: "mobile" }, 20, 20),
    ...daily({ source: "meta" }, 5, 5),
  ];
  const spike = await changes([...usual, { at, type: "primary", count: 60, labels }]);
  expect(spike.answer.dimensions[0]?.explanation).toEqual([{ source: "radio" }]);
  expect(spike.answer.headline).toMatch(/1 value of source moved together with it/);
  const handful = await changes([...usual, { at, type: "primary", count: 4, labels }]);
  expect(handful.answer.dimensions.flatMap(({ explanation }) => explanation)).toEqual([]);
});

test("a value whose leads always come in bursts is not told from chance by one more", async () => {
  const burst = (day: number): FakeEvents => ({
    at: NOW / 1000 - day * DAY_S,
    type: "primary",
    count: 15,
    labels: { source: "fair" },
  });
  const bursts = [3, 16, 22, 30, 38].map(burst);
  const { answer } = await changes([...daily({ source: "google" }, 20, 20), ...bursts]);
  const values = answer.dimensions.flatMap((dimension) => dimension.values);
  expect(values.find(({ labels }) => labels.source === "fair")).toMatchObject({
    before: 0,
    now: 15,
    is_clear: false,
  });
});

test("the day that is under way is left out on both sides", async () => {
  const { answer } = await changes(doubled, { period: "this_week" });
  expect(answer.overall).toMatchObject({
    from: "2026-11-16T00:00:00+00:00",
    before_from: "2026-11-09T00:00:00+00:00",
    days: 6,
  });
});

test("a period of ten days is compared with the same weekdays, or with the ten days before", async () => {
  const aligned = await changes(doubled, { from: "2026-11-11", to: "2026-11-20" });
  expect(aligned.answer.overall).toMatchObject({ before_from: "2026-10-28T00:00:00+00:00", days: 10 });
  const previous = await changes(doubled, { from: "2026-11-11", to: "2026-11-20", compare: "previous" });
  expect(previous.answer.overall).toMatchObject({ before_from: "2026-11-01T00:00:00+00:00", days: 10 });
});

test("a rate is split into mix and rate", async () => {
  const { answer } = await changes(
    [...daily({ source: "good" }, 50, 50, 5), ...daily({ source: "poor" }, 50, 100, 60)],
    { metric: "bot_rate", group_by: ["source"] },
  );
  expect(answer.headline).toMatchInlineSnapshot(
    `"The bot rate fell from 39 % to 30 % (6 whole days against 6 before), beyond normal day-to-day variation. 1 value of source moved together with it beyond chance, 122 % of the change (others moved against it)."`,
  );
  expect(answer.dimensions[0]?.values).toMatchInlineSnapshot(`
    [
      {
        "before": 0.5455,
        "chance": 1.15e-11,
        "contribution": -0.111554,
        "is_clear": true,
        "labels": {
          "source": "poor",
        },
        "mix": 0.00869,
        "now": 0.375,
        "rate": -0.120243,
        "share_of_change": 1.218,
      },
      {
        "before": 0.0909,
        "chance": 0.0000544,
        "contribution": 0.01994,
        "is_clear": true,
        "labels": {
          "source": "good",
        },
        "mix": 0.01994,
        "now": 0.0909,
        "rate": 0,
        "share_of_change": -0.218,
      },
    ]
  `);
});

test("a dimension that a filter pins to one value is not looked at", async () => {
  const filters = [{ dimension: "source", operator: "is", values: ["meta"] }];
  const { answer } = await changes(doubled, { filters });
  expect(answer.query.group_by).not.toContain("source");
  expect(answer.query.group_by).toHaveLength(6);
});

test("contributions and rest sum to the change exactly, whatever is listed", async () => {
  const label = fc.constantFrom("a", "b", "c", "d", "e");
  const event = fc.record({
    at: fc.integer({ min: 1, max: 40 }).map((day) => NOW / 1000 - day * DAY_S),
    type: fc.constantFrom("primary" as const, "bot" as const),
    count: fc.integer({ min: 0, max: 30 }),
    labels: fc.record({ source: label, device: label }),
  });
  await fc.assert(
    fc.asyncProperty(
      fc.array(event, { minLength: 20, maxLength: 60 }),
      fc.constantFrom("primary", "total", "bot_rate", "actual_rate"),
      fc.integer({ min: 1, max: 4 }),
      async (events, metric, limit) => {
        const { answer } = await changes(events, { metric, limit, group_by: ["source", "device"], days: 14 });
        for (const { values, rest } of answer.dimensions) {
          const sum = values.reduce((total, { contribution }) => total + contribution, rest);
          expect(sum).toBeCloseTo(answer.overall?.change ?? 0, 9);
        }
      },
    ),
    { numRuns: 40 },
  );
});

describe("not enough data", () => {
  test.each<[string, readonly FakeEvents[], object]>([
    ["nothing at all", [], {}],
    ["a period in the future", doubled, { from: "2027-01-01", to: "2027-01-07" }],
    ["today alone", doubled, { period: "today" }],
    ["a history that begins with the period", doubled, { from: "2026-10-12", to: "2026-10-18" }],
  ])("is said of %s", async (_, events, raw) => {
    const { answer } = await changes(events, raw);
    expect(answer).toMatchObject({ status: "not_enough_data", overall: null, dimensions: [] });
    expect(answer.reason).toMatch(/^Not enough data: .+\.$/);
  });

  test("of a rate that has no denominator on one side is a change of nothing", async () => {
    const late = doubled.filter(({ at }) => at > NOW / 1000 - 6.5 * DAY_S);
    const old: FakeEvents = { at: NOW / 1000 - 30 * DAY_S, type: "test", count: 3 };
    const { answer } = await changes([...late, old], { metric: "suspicious_rate" });
    expect(answer.overall).toMatchObject({ before: null, change: null, verdict: "not enough data" });
  });
});

test("claims of no more days than it looked at that nothing came", async () => {
  const at = (days: number) => ({ at: NOW / 1000 - days * DAY_S, type: "primary" as const, count: 3 });
  const toReason = async (events: readonly FakeEvents[], raw: object = {}) =>
    /; (.*?)\. For times of day/.exec((await changes(events, raw)).answer.reason ?? "")?.[1];
  expect(await toReason([at(70), at(2)])).toBe(
    "nothing that matches came from 2026-10-19 to before 2026-11-20",
  );
  expect(await toReason([at(70)])).toBe("nothing that matches came from 2026-10-19 to before 2026-11-23");
  expect(await toReason([at(2), at(0)], { period: "today" })).toBe("it holds none that is over");
});

import { describe, expect, test } from "vitest";
import { Problem } from "../../domain/errors.ts";
import { FINDING, type Finding, SUMMARY_ANSWER } from "../../stats/answer.ts";
import { createFakeEngine } from "../../stats/fake-engine.ts";
import { createStatistics } from "../../stats/statistics.ts";
import { INSIGHTS, type InsightName } from "../catalog.ts";
import { createFakeStatistics, type FakeEvents } from "../fake-statistics.ts";
import { FOCUS_ANSWER } from "../focus/answer.ts";
import { createInsights } from "../insights.ts";
import { createFindings, withFindings } from "./findings.ts";

const NOW = Date.parse("2026-11-23T00:30:00Z");
const DAY_S = 86_400;
const ADMIN = { keyId: "k1", role: "admin", projects: "all" } as const;

/** Twelve weeks of a source; what comes in the last seven whole days may differ. */
function daily(source: string, leads: number, lastWeek = leads, bots = 2): FakeEvents[] {
  return Array.from({ length: 84 }, (_, index): FakeEvents[] => {
    const day = index + 1;
    const at = NOW / 1000 - day * DAY_S;
    const labels = { project: "acme", source };
    const count = (day <= 7 ? lastWeek : leads) + ((day * 3) % 5) - 2;
    return [
      { at, type: "primary", count, labels },
      { at, type: "bot", count: bots, labels },
    ];
  }).flat();
}

const week = { from: "2026-11-16", to: "2026-11-22" };

async function findings(events: readonly FakeEvents[], raw: object = week) {
  const statistics = createFakeStatistics(events, NOW);
  const found = await createFindings({ statistics, now: () => NOW })(raw, ADMIN);
  for (const finding of found) expect(FINDING.parse(finding)).toEqual(finding);
  return found;
}

test("an ordinary week is said to be one, with the range that was expected", async () => {
  expect(await findings([...daily("google", 20), ...daily("meta", 30)])).toMatchInlineSnapshot(`
    [
      {
        "kind": "ordinary",
        "sentence": "An ordinary period: 350 primary leads in 7 whole days, within the 339 to 363 expected (80 % range); no value, day or share stands out.",
      },
    ]
  `);
});

test("a source that doubled is found, its label kept out of the sentence", async () => {
  const found = await findings([...daily("google", 20), ...daily("meta", 30), ...daily("partner", 15, 45)]);
  expect(found).toMatchInlineSnapshot(`
    [
      {
        "kind": "week",
        "link": "https://leads.example.com/analytics/insights/forecast?from=2026-08-31&to=2026-11-15&timezone=Etc%2FUTC",
        "sentence": "665 primary leads in 7 whole days, more than the 442 to 470 expected (80 % range).",
      },
      {
        "kind": "change",
        "labels": {
          "source": "partner",
        },
        "link": "https://leads.example.com/analytics/insights/changes?from=2026-11-16T00%3A00%3A00%2B00%3A00&to=2026-11-23T00%3A00%3A00%2B00%3A00&timezone=Etc%2FUTC&group_by=source",
        "sentence": "One source brought 315 primary leads from 2026-11-16 to 2026-11-22, against 107 on the same weekdays from 2026-11-09 to 2026-11-15 (+208): a change beyond chance.",
      },
    ]
  `);
  expect(found.map(({ sentence }) => sentence).join()).not.toContain("partner");
});

test("a period that begins nearly as long ago as any may is looked into", async () => {
  const found = await findings(daily("google", 20), { from: "2017-01-01" });
  expect(found).toMatchObject([{ kind: "not_enough_data" }]);
});

describe("the link of a finding", () => {
  /** The answer that a finding's link gives. */
  async function follow(events: readonly FakeEvents[], { link = "" }: Finding) {
    const { pathname, searchParams } = new URL(link);
    const { group_by, ...rest } = Object.fromEntries(searchParams);
    const raw = { ...rest, ...(group_by && { group_by: group_by.split(",") }) };
    const insights = createInsights({ statistics: createFakeStatistics(events, NOW), now: () => NOW });
    const [name] = Object.entries(INSIGHTS).find(([, { path }]) => pathname.endsWith(`/${path}`)) ?? [];
    return insights[name as InsightName](raw, ADMIN);
  }

  test("to a ranking of four weeks asks for those weeks and that dimension, as its sentence says", async () => {
    const events = [...daily("google", 20), ...daily("clicks", 6, 6, 14)];
    const [finding] = await findings(events, { period: "yesterday" });
    expect(finding?.sentence).toMatchInlineSnapshot(
      `"One source, from 2026-10-26 to 2026-11-22: 562 good leads in 618 submissions, so 89 % to 93 % is to be expected, against 30 % elsewhere: at its rate, a fifth of the submissions elsewhere would bring about 17 more good leads a week."`,
    );
    const answer = await follow(events, finding as Finding);
    expect(answer.query).toMatchObject({
      from: "2026-10-26T00:00:00+00:00",
      to: "2026-11-23T00:00:00+00:00",
    });
    expect(FOCUS_ANSWER.parse(answer).segments).toContainEqual(
      expect.objectContaining({
        labels: finding?.labels,
        reason: finding?.sentence.split(": ").slice(1).join(": "),
      }),
    );
  });

  test("to a change of part of the period gives the counts of the days that its sentence names", async () => {
    const events = [...daily("google", 20), ...daily("meta", 30), ...daily("partner", 15, 45)];
    const found = await findings(events, { days: 60 });
    const finding = found.find(({ kind }) => kind === "change");
    expect(finding?.sentence).toMatchInlineSnapshot(
      `"One source brought 526 primary leads from 2026-11-02 to 2026-11-22, against 315 on the same weekdays from 2026-08-31 to 2026-09-20 (+211): a change beyond chance."`,
    );
    const answer = await follow(events, finding as Finding);
    const [, now, before] = /brought (\d+) .*, against (\d+) on /.exec(finding?.sentence ?? "") ?? [];
    expect(answer).toMatchObject({
      dimensions: [
        {
          dimension: "source",
          values: expect.arrayContaining([
            expect.objectContaining({ labels: finding?.labels, before: Number(before), now: Number(now) }),
          ]),
        },
      ],
    });
  });

  test("to what was expected of a week is the forecast made before it", async () => {
    const events = [...daily("google", 20), ...daily("meta", 30), ...daily("partner", 15, 45)];
    const [finding] = await findings(events);
    const answer = await follow(events, finding as Finding);
    const [, low, high] = /the (\d+) to (\d+) expected/.exec(finding?.sentence ?? "") ?? [];
    expect(answer).toMatchObject({
      horizons: expect.arrayContaining([
        expect.objectContaining({
          from: "2026-11-16",
          horizon: "week",
          low: Number(low),
          high: Number(high),
        }),
      ]),
    });
  });
});

test("a day of bots is found", async () => {
  const bots: FakeEvents = {
    at: NOW / 1000 - 3 * DAY_S,
    type: "bot",
    count: 90,
    labels: { project: "acme", source: "x" },
  };
  const found = await findings([...daily("google", 20), ...daily("meta", 30), bots]);
  expect(found[0]).toMatchObject({ kind: "day" });
  expect(found[0]?.sentence).toMatch(/bots and blocked submissions made up/);
});

test("a source whose leads are worse is found", async () => {
  const found = await findings([...daily("google", 20), ...daily("clicks", 6, 6, 14)]);
  expect(found).toMatchObject([{ kind: "focus" }]);
});

test("there are at most three", async () => {
  const bots: FakeEvents = {
    at: NOW / 1000 - 3 * DAY_S,
    type: "bot",
    count: 90,
    labels: { project: "acme", source: "x" },
  };
  const found = await findings([...daily("google", 20, 60), ...daily("clicks", 6, 6, 14), bots]);
  expect(found).toHaveLength(3);
});

describe("thin data", () => {
  test.each<[string, readonly FakeEvents[], object]>([
    ["nothing at all", [], week],
    ["a week of history", daily("google", 20).slice(0, 28), week],
    ["a period in the future", daily("google", 20), { from: "2027-01-01", to: "2027-01-07" }],
    ["today alone", daily("google", 20), { period: "today" }],
    ["a period longer than its history", daily("google", 20), { days: 60 }],
  ])("of %s is said to be thin", async (_, events, raw) => {
    const found = await findings(events, raw);
    expect(found).toHaveLength(1);
    expect(found[0]?.kind).toBe("not_enough_data");
    expect(found[0]?.sentence).not.toMatch(/NaN|Infinity/);
  });
});

describe("a period without a whole day of data", () => {
  const young = daily("google", 20).slice(0, 28);
  const NOTHING = "No events match in the period or in the 84 days before it.";
  const UNDER_WAY = "No whole day with data is over yet in this period, so nothing can be said about it.";
  test.each<[string, readonly FakeEvents[], object, string]>([
    ["is over before the first event", young, { from: "2026-10-01", to: "2026-10-07" }, NOTHING],
    ["is over and nothing matches at all", [], week, NOTHING],
    ["is under way and nothing matches at all", [], { days: 7 }, NOTHING],
    ["is today", young, { period: "today" }, UNDER_WAY],
    ["lies in the future", young, { from: "2027-01-01", to: "2027-01-07" }, UNDER_WAY],
    ["has its first event today", [{ at: NOW / 1000 - 60, type: "primary", count: 3 }], {}, UNDER_WAY],
  ])("that %s says so", async (_, events, raw, sentence) => {
    expect(await findings(events, raw)).toEqual([{ kind: "not_enough_data", sentence }]);
  });
});

test("one lead on one day is told as one", async () => {
  const events = daily("google", 20).filter(({ at }) => at < NOW / 1000 - 1.5 * DAY_S);
  const lone: FakeEvents = {
    at: NOW / 1000 - DAY_S,
    type: "primary",
    count: 1,
    labels: { source: "google" },
  };
  const found = await findings([...events, lone], { period: "yesterday" });
  expect(found.map(({ kind }) => kind)).not.toContain("week");
  expect(found[0]?.sentence).toMatch(/^On 2026-11-22, 1 primary lead came, against /);
});

test("a part of a day that is over holds no whole day", async () => {
  const hour = { from: "2026-11-22T09:00", to: "2026-11-22T10:00" };
  expect((await findings(daily("google", 20), hour)).map(({ sentence }) => sentence)).toMatchInlineSnapshot(`
    [
      "Findings are about whole days, and the period holds none.",
    ]
  `);
});

test("a day that a finding tells of is one of those that its link shows", async () => {
  for (const extra of [20, 30, 40, 50, 60]) {
    const spike: FakeEvents = {
      at: NOW / 1000 - 3 * DAY_S,
      type: "primary",
      count: extra,
      labels: { project: "acme", source: "google" },
    };
    const events = [...daily("google", 20), spike];
    const told = (await findings(events)).filter(({ kind }) => kind === "day");
    const insights = createInsights({ statistics: createFakeStatistics(events, NOW), now: () => NOW });
    const { anomalies } = await insights.anomalies({ ...week, limit: 50 }, ADMIN);
    for (const { sentence } of told) expect(anomalies.map((one) => one.sentence)).toContain(sentence);
  }
});

const SCOPED = { keyId: "k2", role: "marketing", projects: ["acme"] } as const;

/** The real statistics over an engine without events. */
function createCounted() {
  const engine = createFakeEngine();
  const statistics = createStatistics({
    engine,
    projects: { list: async () => [] },
    reportingTimezone: "Asia/Kolkata",
    kAnonymity: 1,
    now: () => NOW,
    publicUrl: "https://leads.example.com",
  });
  return { engine, statistics };
}

test("a summary with findings costs two statements more and stays within the caller's projects", async () => {
  const { engine, statistics } = createCounted();
  await statistics.summary({ min_suspicion: 10 }, SCOPED);
  const without = engine.statements.length;
  const { findings: found } = await withFindings(statistics, () => NOW).summary(
    { min_suspicion: 10 },
    SCOPED,
  );
  expect(found).toMatchObject([{ kind: "not_enough_data" }]);
  expect(engine.statements.length - 2 * without).toBe(2);
  for (const sql of engine.statements) expect(sql).toContain("index1 IN ('acme')");
});

describe("a summary whose findings fail", () => {
  const withFailing = (error: Error) => {
    const { statistics } = createCounted();
    const marginals = () => Promise.reject(error);
    return { statistics, failing: withFindings({ ...statistics, marginals }, () => NOW) };
  };

  test("is answered without them and says so", async () => {
    const { statistics, failing } = withFailing(new Problem("statistics_unavailable", "No answer in time."));
    const plain = await statistics.summary({}, SCOPED);
    const { findings: found, quality, ...rest } = await failing.summary({}, SCOPED);
    expect(found).toEqual([]);
    expect(SUMMARY_ANSWER.parse({ ...rest, quality, findings: found })).toMatchObject({ findings: [] });
    expect(rest).toEqual({ ...plain, findings: undefined, quality: undefined });
    expect(quality.warnings).toEqual([
      ...plain.quality.warnings,
      {
        code: "findings_missing",
        message: "Findings could not be worked out this time; everything else in the answer is complete.",
      },
    ]);
  });

  test("is still refused when the question itself is", async () => {
    const { failing } = withFailing(new Problem("statistics_unavailable", "No answer in time."));
    await expect(failing.summary({ days: 0 }, SCOPED)).rejects.toMatchObject({ code: "invalid_parameter" });
  });

  test("through a defect fails with it, so that it is seen", async () => {
    await expect(withFailing(new TypeError("broken")).failing.summary({}, SCOPED)).rejects.toThrow("broken");
  });
});

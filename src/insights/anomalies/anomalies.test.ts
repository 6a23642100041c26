import { describe, expect, test } from "vitest";
import { createAsk } from "../ask.ts";
import { createFakeStatistics, type FakeEvents } from "../fake-statistics.ts";
import { toAnomalies } from "./anomalies.ts";
import { ANOMALIES_ANSWER } from "./answer.ts";

const NOW = Date.parse("2026-11-22T10:15:00Z");
const DAY_S = 86_400;
const TODAY = Math.floor(NOW / 1000 / DAY_S) * DAY_S;
const ADMIN = { keyId: "k1", role: "admin", projects: "all" } as const;

/** Ten weeks of office hours: leads at 8, 10, 12 … 18 o'clock, a few more on some days than on others. */
function steady(project: string, perSlot: number, until = NOW / 1000): FakeEvents[] {
  const events: FakeEvents[] = [];
  for (let day = 70; day >= 0; day--) {
    for (let hour = 8; hour <= 18; hour += 2) {
      const at = TODAY - day * DAY_S + hour * 3600 + 600;
      const count = perSlot + ((day * 7 + hour) % 3) - 1;
      if (at < until) events.push({ at, type: "primary", count, labels: { project } });
    }
  }
  return events;
}

async function anomalies(events: readonly FakeEvents[], raw: object = {}) {
  const statistics = createFakeStatistics(events, NOW);
  const answer = await toAnomalies(raw, createAsk(statistics, ADMIN), NOW);
  expect(ANOMALIES_ANSWER.parse(answer)).toEqual(answer);
  expect(JSON.stringify(answer)).not.toMatch(/NaN|Infinity/);
  return { answer, ...statistics };
}

/** One project's events at ten every day up to today. */
function toDaily(type: FakeEvents["type"], days: number, count: number): FakeEvents[] {
  const labels = { project: "tiny" };
  return Array.from({ length: days }, (_, day) => ({ at: at(day, 10), type, count, labels }));
}

const at = (day: number, hour: number) => TODAY - day * DAY_S + hour * 3600;
const tiny = [...toDaily("primary", 60, 4), ...toDaily("bot", 60, 1)];

test("a steady week has none", async () => {
  const { answer, questions } = await anomalies([...steady("acme", 4), ...steady("zeta", 3)]);
  expect(answer.anomalies).toEqual([]);
  expect(answer.headline).toMatchInlineSnapshot(
    `"Nothing unusual in 7 days: every count, share and silence is within the expected range."`,
  );
  expect(answer.watched).toMatchInlineSnapshot(`
    {
      "days": 7,
      "history_days": 64,
      "segments": 2,
      "silence": {
        "alarm_after_hours": 2,
        "hours": 0,
        "since": null,
      },
      "silence_segments": 2,
    }
  `);
  expect(questions).toHaveLength(2);
});

test("a spike is found, of everything and of the project it came to", async () => {
  const spike: FakeEvents = { at: at(3, 11), type: "primary", count: 60, labels: { project: "acme" } };
  const { answer } = await anomalies([...steady("acme", 4), ...steady("zeta", 3), spike]);
  expect(answer.anomalies.map(({ labels, sentence }) => ({ labels, sentence }))).toMatchInlineSnapshot(`
    [
      {
        "labels": {
          "project": "acme",
        },
        "sentence": "On 2026-11-19, 84 primary leads came, against 15 to 34 expected (chance less than 1 in a million).",
      },
      {
        "labels": null,
        "sentence": "On 2026-11-19, 102 primary leads came, against 30 to 55 expected (chance less than 1 in a million).",
      },
    ]
  `);
  expect(answer.anomalies[0]).toMatchObject({
    from: "2026-11-19T00:00:00+00:00",
    to: "2026-11-20T00:00:00+00:00",
    direction: "up",
  });
});

test("one event that shows in several segments is told as one day, and what is not listed is said", async () => {
  const spike: FakeEvents = { at: at(2, 12), type: "primary", count: 60, labels: { project: "zeta" } };
  const { answer } = await anomalies([...steady("acme", 4), ...steady("zeta", 3), spike], { limit: 1 });
  expect(answer.anomalies).toHaveLength(1);
  expect(answer.headline).toMatchInlineSnapshot(
    `"2 anomalies in 7 days, starting on the same day; only the least likely one is listed. The least likely: In one project, on 2026-11-20, 78 primary leads came, against 10 to 27 expected (chance less than 1 in a million)."`,
  );
});

test("the headline does not take one project's number for that of everything", async () => {
  const wild = (day: number): FakeEvents => ({
    at: at(day, 12),
    type: "primary",
    count: (day * 37) % 90,
    labels: { project: "wild" },
  });
  const spike: FakeEvents = { at: at(2, 12), type: "primary", count: 22, labels: { project: "zeta" } };
  const days = Array.from({ length: 70 }, (_, day) => wild(day));
  const { answer } = await anomalies([...days, ...steady("acme", 4), ...steady("zeta", 2), spike], {
    from: "2026-11-20",
    to: "2026-11-20",
  });
  expect(answer.headline).toMatchInlineSnapshot(
    `"1 anomaly in 1 day. In one project, on 2026-11-20, 34 primary leads came, against 6 to 19 expected (chance less than 1 in a million)."`,
  );
});

test("an outage is told where it was, also when only a part of it is asked for", async () => {
  const events = steady("acme", 8).filter(({ at: moment }) => moment < at(6, 12) || moment > at(5, 6));
  const silences = async (raw: object) =>
    (await anomalies(events, raw)).answer.anomalies
      .filter(({ kind }) => kind === "drought")
      .map(({ from, to, sentence }) => ({ from, to, sentence }));
  expect(await silences({ from: "2026-11-16", to: "2026-11-16" })).toMatchInlineSnapshot(`
    [
      {
        "from": "2026-11-16T11:00:00+00:00",
        "sentence": "No primary leads from 2026-11-16 11:00 to at least 2026-11-17 00:00 (13 hours), against 30 expected; the chance of a gap this long is 1 in 30000.",
        "to": "2026-11-17T00:00:00+00:00",
      },
    ]
  `);
  expect(await silences({ from: "2026-11-16T13:00", to: "2026-11-16T20:00" })).toMatchInlineSnapshot(`
    [
      {
        "from": "2026-11-16T11:00:00+00:00",
        "sentence": "No primary leads from 2026-11-16 11:00 to at least 2026-11-16 20:00 (9 hours), against 30 expected; the chance of a gap this long is 1 in 33000.",
        "to": "2026-11-16T20:00:00+00:00",
      },
    ]
  `);
  const [whole] = await silences({ from: "2026-11-16", to: "2026-11-17" });
  expect(await silences({ from: whole?.to ?? "", to: "2026-11-18" })).toEqual([]);
});

test("it is said where silences were judged in fewer segments than days", async () => {
  const many = Array.from({ length: 12 }, (_, index) => steady(`p${index}`, 3)).flat();
  const statistics = createFakeStatistics(many, NOW);
  // As many hours leave less room for segments.
  const stats: typeof statistics.stats = (raw, principal) =>
    statistics.stats({ ...Object(raw), limit: Object(raw).bucket === "60min" ? 3 : 20 }, principal);
  const answer = await toAnomalies({ days: 30 }, createAsk({ ...statistics, stats }, ADMIN), NOW);
  expect(answer.watched).toMatchObject({ segments: 12, silence_segments: 3 });
});

test("a day of bots is found", async () => {
  const bots: FakeEvents = { at: at(2, 11), type: "bot", count: 30, labels: { project: "zeta" } };
  const { answer } = await anomalies([...steady("acme", 4), ...steady("zeta", 3), bots]);
  expect(
    answer.anomalies.map(({ kind, labels, sentence }) => ({ kind, labels, sentence })),
  ).toMatchInlineSnapshot(`
    [
      {
        "kind": "bot_share",
        "labels": null,
        "sentence": "On 2026-11-20, bots and blocked submissions made up 30 of 72 events (42 %), against at most 1.4 % expected (chance less than 1 in a million).",
      },
      {
        "kind": "bot_share",
        "labels": {
          "project": "zeta",
        },
        "sentence": "On 2026-11-20, bots and blocked submissions made up 30 of 48 events (63 %), against at most 2.1 % expected (chance less than 1 in a million).",
      },
    ]
  `);
});

test("bots too few a day to stand out on any are found by the week, once", async () => {
  const { answer } = await anomalies([...steady("acme", 4), ...tiny, ...toDaily("bot", 6, 5)]);
  expect(answer.anomalies.map(({ from, to, sentence }) => ({ from, to, sentence }))).toMatchInlineSnapshot(`
    [
      {
        "from": "2026-11-16T00:00:00+00:00",
        "sentence": "From 2026-11-16 to 2026-11-22 so far, bots and blocked submissions made up 37 of 65 events (57 %), against at most 34 % expected (chance less than 1 in a million).",
        "to": null,
      },
      {
        "from": "2026-11-16T00:00:00+00:00",
        "sentence": "From 2026-11-16 to 2026-11-22 so far, bots and blocked submissions made up 37 of 218 events (17 %), against at most 7.8 % expected (chance 1 in 150000).",
        "to": null,
      },
    ]
  `);
});

test("a day of bots does not make its week unusual as well", async () => {
  const spike: FakeEvents = { at: at(2, 11), type: "bot", count: 60, labels: { project: "tiny" } };
  const { answer } = await anomalies([...steady("acme", 4), ...tiny, spike]);
  expect(answer.anomalies.map(({ from }) => from.slice(0, 10))).toEqual(["2026-11-20", "2026-11-20"]);
});

test("an outage is found while it lasts, once, with its beginning", async () => {
  const { answer } = await anomalies([...steady("acme", 4, at(1, 9)), ...steady("zeta", 3, at(1, 9))]);
  const drought = answer.anomalies.filter(({ kind }) => kind === "drought");
  expect(drought.map(({ labels, to, sentence }) => ({ labels, to, sentence }))).toMatchInlineSnapshot(`
    [
      {
        "labels": null,
        "sentence": "No primary leads since 2026-11-21 09:00 (25 hours), against 37 expected; the chance of a gap this long is 1 in 56000.",
        "to": null,
      },
    ]
  `);
});

test("a business that closes on weekends is told of an outage on a weekday within the day", async () => {
  const isOpen = (event: FakeEvents) => new Date(event.at * 1000).getUTCDay() % 6 > 0;
  const office = steady("acme", 12).filter(isOpen);
  const [friday, sunday] = [Date.parse("2026-11-20T16:30:00Z"), Date.parse("2026-11-22T10:15:00Z")];
  const toSilences = async (nowMs: number, until: number) => {
    const events = office.filter(({ at: moment }) => moment * 1000 < until);
    const statistics = createFakeStatistics(events, nowMs);
    const answer = await toAnomalies({ days: 2 }, createAsk(statistics, ADMIN), nowMs);
    return answer.anomalies.filter(({ kind, labels }) => kind === "drought" && labels === null);
  };
  expect(await toSilences(friday, Date.parse("2026-11-20T08:00:00Z"))).toHaveLength(1);
  expect(await toSilences(sunday, sunday)).toEqual([]);
});

test("a silence that goes on says from when on it was unusual, not how long it is", async () => {
  const toAlarm = async (hours: number) => {
    const { answer } = await anomalies(steady("acme", 4, NOW / 1000 - hours * 3600));
    return answer.watched.silence?.alarm_after_hours ?? 0;
  };
  const [day, days] = [await toAlarm(25), await toAlarm(73)];
  expect(day).toBeLessThan(25);
  expect(Math.abs(days - day)).toBeLessThan(6);
});

test("one flood does not shorten the silence that is unusual", async () => {
  const calm = steady("acme", 4, NOW / 1000 - 3600);
  const flood: FakeEvents = { at: at(3, 9), type: "primary", count: 3000, labels: { project: "acme" } };
  const [usual, after] = [await anomalies(calm), await anomalies([...calm, flood])].map(
    ({ answer }) => answer.watched.silence?.alarm_after_hours ?? 0,
  );
  expect(usual).toBeGreaterThan(0);
  expect(after).toBe(usual);
});

test("a day that is under way can only be too much", async () => {
  const { answer } = await anomalies(steady("acme", 4, at(0, 9)));
  expect(answer.anomalies.filter(({ kind }) => kind === "volume")).toEqual([]);
  const more: FakeEvents = { at: at(0, 9), type: "primary", count: 90, labels: { project: "acme" } };
  const found = await anomalies([...steady("acme", 4, at(0, 9)), more]);
  expect(found.answer.anomalies[0]?.sentence).toMatch(/^On 2026-11-22 so far, 9\d primary leads came/);
  expect(found.answer.anomalies[0]?.to).toBeNull();
});

test("a past week is judged from what came before it", async () => {
  const spike: FakeEvents = { at: at(12, 11), type: "primary", count: 60, labels: { project: "acme" } };
  const { answer } = await anomalies([...steady("acme", 4), spike], { from: "2026-11-09", to: "2026-11-15" });
  expect(answer.watched).toMatchObject({ days: 7, silence: null });
  expect(answer.anomalies.map(({ from }) => from.slice(0, 10))).toEqual(["2026-11-10"]);
});

describe("a young project", () => {
  test("of 16 days is told that only silences were judged, and from when days are", async () => {
    const { answer } = await anomalies(steady("acme", 4).filter((event) => event.at >= at(16, 0)));
    expect(answer.status).toBe("ok");
    expect(answer.headline).toMatchInlineSnapshot(
      `"Nothing unusual in 7 days: every silence is within the expected range. Only silences could be judged; days are judged after 28 days of history with 20 leads."`,
    );
    expect(answer.watched).toMatchObject({ days: 0, history_days: 10 });
  });

  test("of less than two weeks is not judged at all: its nights are not known yet", async () => {
    const { answer } = await anomalies(steady("acme", 4, at(2, 9)).filter((event) => event.at >= at(12, 0)));
    expect([answer.status, answer.anomalies, answer.watched.silence]).toEqual(["not_enough_data", [], null]);
    expect(answer.reason).toMatchInlineSnapshot(
      `"Not enough data: only 6 whole days of data before the period; days are judged after 28 days of history with 20 leads, silences after 14 days with 10 gaps between leads."`,
    );
  });

  test("of a month is told which of the days were judged", async () => {
    const events = steady("acme", 4).filter((event) => event.at >= at(30, 0));
    const { answer } = await anomalies(events);
    expect(answer.headline).toMatchInlineSnapshot(
      `"Nothing unusual in 7 days: every count, share and silence is within the expected range. Only the last 3 of the 7 days could be judged by count or share; days are judged after 28 days of history with 20 leads."`,
    );
    expect(answer.watched).toMatchObject({ days: 3, history_days: 24 });
  });

  test("is told so beside a silence that was found", async () => {
    const events = steady("acme", 4, at(2, 9)).filter((event) => event.at >= at(20, 0));
    const { answer } = await anomalies(events);
    expect(answer.anomalies.map(({ kind }) => kind)).toEqual(["drought"]);
    expect(answer.headline).toMatchInlineSnapshot(
      `"1 anomaly in 7 days. No primary leads since 2026-11-20 09:00 (49 hours), against 35 expected; the chance of a gap this long is 1 in 19000. Only silences could be judged; days are judged after 28 days of history with 20 leads."`,
    );
  });
});

test("too few of what is counted are not judged by count", async () => {
  const bots = Array.from({ length: 70 }, (_, day): FakeEvents[] => [
    { at: at(day, 9), type: "bot", count: 5, labels: { project: "acme" } },
    { at: at(day, 12), type: "primary", count: day % 20 === 0 ? 1 : 0, labels: { project: "acme" } },
  ]).flat();
  const { answer } = await anomalies(bots);
  expect(answer.headline).toMatchInlineSnapshot(
    `"Nothing unusual in 7 days: every share is within the expected range."`,
  );
});

describe("not enough data", () => {
  test.each<[string, readonly FakeEvents[], object]>([
    ["nothing at all", [], {}],
    ["a period in the future", steady("acme", 4), { from: "2027-01-01", to: "2027-01-07" }],
    ["one event", [{ at: at(1, 9), type: "primary", count: 1 }], {}],
    ["one day", steady("acme", 4).slice(-4), {}],
  ])("is said of %s", async (_, events, raw) => {
    const { answer } = await anomalies(events, raw);
    expect(answer).toMatchObject({ status: "not_enough_data", anomalies: [] });
    expect(answer.reason).toMatch(/^Not enough data: .+\.$/);
  });

  test.each<[string, object]>([
    ["a year", { days: 365 }],
    ["ten years", { days: 3660 }],
    ["no segments", { group_by: [] }],
    ["a named period", { period: "last_month" }],
  ])("does not stop a question about %s", async (_, raw) => {
    const { answer } = await anomalies(steady("acme", 4), raw);
    expect(answer.status).toBe("ok");
  });
});

test("a period that ends before it begins is refused", async () => {
  await expect(anomalies([], { from: "2026-11-20", to: "2026-11-10" })).rejects.toThrow(/later than from/);
});

import { describe, expect, test } from "vitest";
import type { Principal } from "../domain/principal.ts";
import { ADMIN, createFakeStatistics, toRow } from "./fake-statistics.ts";
import { PERIODS } from "./statement.ts";

const JULY_S = Date.parse("2026-07-01T00:00:00Z") / 1000;

/** What a summary says of counts now and before, after the counts themselves. */
async function toSaid(now: Record<string, number>, before: Record<string, number>, raw: object = {}) {
  const rows = [
    toRow({ period: PERIODS.current, bucket: 20_778 }, now, JULY_S),
    toRow({ period: PERIODS.earlier, bucket: 20_766 }, before, JULY_S),
  ];
  const { headline } = await createFakeStatistics(rows).statistics.summary(raw, ADMIN);
  return headline.replace(/^.*?: .*?\. ?/, "");
}

describe("what a summary says of the period before", () => {
  test("nothing, when the period lies in the future", async () => {
    expect(await toSaid({}, {}, { from: "2027-01-01", to: "2027-01-07" })).toBe("");
  });

  test("nothing, when primary leads do not count", async () => {
    const filters = [{ dimension: "type", values: ["bot"] }];
    expect(await toSaid({ n_bot: 9 }, { n_bot: 3 }, { filters })).toBe("");
  });

  test("that it has no primary leads either", async () => {
    expect(await toSaid({ n_bot: 9 }, { n_bot: 3 })).toMatchInlineSnapshot(
      `"The same part of the period before has no primary leads either."`,
    );
  });

  test("that primary leads are level with it", async () => {
    expect(await toSaid({ n_primary: 5 }, { n_primary: 5 })).toMatchInlineSnapshot(
      `"Primary leads are level with the same part of the period before (5)."`,
    );
  });

  test("the period before a closed one by its name, and the same part of it before what is open or cut", async () => {
    const toCompared = async (raw: object, before = 3) =>
      /(?:in|with|^The|The) ((?:the )?(?:same part of the )?period before)/i.exec(
        await toSaid({ n_primary: 5 }, { n_primary: before }, raw),
      )?.[1];
    const closed = { from: "2026-11-09", to: "2026-11-15" };
    for (const before of [3, 5]) {
      expect(await toCompared(closed, before)).toBe("the period before");
      expect(await toCompared({}, before)).toBe("the same part of the period before");
      expect(await toCompared({ from: "2026-11-14T09:00:00", to: "2026-11-14T12:00:00" }, before)).toBe(
        "the same part of the period before",
      );
    }
    expect(await toSaid({ n_bot: 9 }, { n_bot: 3 }, closed)).toBe(
      "The period before has no primary leads either.",
    );
  });

  test("that a change is within what single days differ by", async () => {
    const rows = Array.from({ length: 27 }, (_, day) => {
      const period = day > 19 ? PERIODS.current : day > 12 ? PERIODS.earlier : PERIODS.neither;
      return toRow({ period, bucket: 20_751 + day }, { n_primary: day === 26 ? 90 : 20 }, JULY_S);
    });
    const { headline } = await createFakeStatistics(rows).statistics.summary({}, ADMIN);
    expect(headline).toMatchInlineSnapshot(
      `"210 events from 2026-11-16 to 2026-11-22 (Asia/Kolkata) so far: 210 primary leads. That is 70 primary leads more than in the same part of the period before (+50 %): between the two alone no clear change, given normal day-to-day variation."`,
    );
  });
});

describe("whose numbers a headline tells", () => {
  const TWO: Principal = { keyId: "k2", role: "marketing", projects: ["acme", "zeta"] };
  const is = (dimension: string, ...values: string[]) => ({ dimension, operator: "is", values });
  const no = { dimension: "project", operator: "is_not", values: ["acme"] };

  test.each<[string, Principal, object]>([
    ["9 events from", ADMIN, {}],
    ["9 events in one project from", ADMIN, { filters: [is("project", "acme")] }],
    ["9 events in 2 projects from", ADMIN, { filters: [is("project", "acme", "zeta")] }],
    ["9 events with 1 condition from", ADMIN, { filters: [no] }],
    ["9 events with 1 condition from", ADMIN, { filters: [is("type", "primary")] }],
    ["9 events with 2 conditions from", ADMIN, { filters: [is("source", "google")], min_engagement: 40 }],
    ["9 events in 2 projects from", TWO, {}],
    ["9 events in one project from", TWO, { filters: [is("project", "zeta")] }],
    ["9 events in one project from", ADMIN, { filters: [is("project", "a", "b"), is("project", "b", "c")] }],
    ["9 events in 2 projects with 1 condition from", TWO, { filters: [no] }],
  ])("%s …", async (words, principal, raw) => {
    const { statistics } = createFakeStatistics([toRow({}, { n_primary: 9 })]);
    const { headline } = await statistics.stats({ bucket: "none", ...raw }, principal);
    expect(headline.slice(0, words.length)).toBe(words);
  });

  test("also of values and of what can be asked", async () => {
    const rows = [toRow({ g1: "google" }, { n_primary: 9 }, JULY_S)];
    const { statistics } = createFakeStatistics(rows, rows);
    const { headline } = await statistics.values({ dimension: "source" }, TWO);
    expect(headline).toBe(
      "1 value of source in 2 projects from 2026-11-16 to 2026-11-22 (Asia/Kolkata) so far.",
    );
    expect((await statistics.schema({}, TWO)).headline).toContain("9 events in 2 projects, from 2026-07-01");
  });
});

describe("what a comparison says of the range before", () => {
  const ask = async (raw: object) => {
    const rows = [
      toRow({ period: PERIODS.current, bucket: 20_773 }, { n_primary: 50 }, JULY_S),
      toRow({ period: PERIODS.earlier, bucket: 20_766 }, { n_primary: 40 }, JULY_S),
    ];
    const { statistics } = createFakeStatistics(rows, rows, [toRow({}, { n_primary: 1 }, JULY_S)]);
    const asked = { from: "2026-11-16", to: "2026-11-19", bucket: "none", ...raw };
    return (await statistics.stats(asked, ADMIN)).headline;
  };

  test("is in the headline, with the days compared", async () => {
    expect(await ask({ compare: "previous" })).toMatchInlineSnapshot(
      `"50 events from 2026-11-16 to 2026-11-19 (Asia/Kolkata): 50 primary leads. That is 10 primary leads more than in the period before (+25 %): too little data to call it a change."`,
    );
    expect(await ask({ compare: "previous_weekday_aligned" })).toMatchInlineSnapshot(
      `"50 events from 2026-11-16 to 2026-11-19 (Asia/Kolkata): 50 primary leads. That is 10 primary leads more than on the same weekdays before (+25 %): too little data to call it a change."`,
    );
    expect(await ask({})).toMatchInlineSnapshot(
      `"50 events from 2026-11-16 to 2026-11-19 (Asia/Kolkata): 50 primary leads."`,
    );
  });

  test("names one weekday as one, and a part of a day as a part", async () => {
    const toNamed = async (raw: object) =>
      / than (.*?) \(/.exec(await ask({ compare: "previous_weekday_aligned", ...raw }))?.[1];
    expect([
      await toNamed({ to: "2026-11-16" }),
      await toNamed({ from: "2026-11-16T09:00", to: "2026-11-16T17:00" }),
      await toNamed({ to: "2026-11-22" }),
    ]).toEqual([
      "on the same weekday before",
      "in the same part of the same weekday before",
      "in the same part of the same weekdays before",
    ]);
  });
});

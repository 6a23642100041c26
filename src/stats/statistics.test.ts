import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { DIMENSION_NAMES, toDimension } from "../domain/dataset.ts";
import { Problem } from "../domain/errors.ts";
import type { Principal } from "../domain/principal.ts";
import type { EngineRow } from "../engine/engine.ts";
import { SCHEMA_ANSWER, STATS_ANSWER, SUMMARY_ANSWER, VALUES_ANSWER } from "./answer.ts";
import { createFakeEngine } from "./fake-engine.ts";
import { createStatistics } from "./statistics.ts";

const NOW = Date.parse("2026-11-22T10:15:00Z");
const ADMIN: Principal = { keyId: "k1", role: "admin", projects: "all" };
const SCOPED: Principal = { keyId: "k2", role: "marketing", projects: ["acme"] };
const PROJECTS = [
  { id: "acme", name: "Acme", timezone: "America/New_York" },
  { id: "zeta", name: "Zeta" },
];

type Rows = readonly EngineRow[];

function ask(...given: [{ kAnonymity: number }, ...Rows[]] | Rows[]) {
  const [first, ...rest] = given;
  const options = first && "kAnonymity" in first ? first : {};
  const engine = createFakeEngine(...((first && "kAnonymity" in first ? rest : given) as Rows[]));
  const statistics = createStatistics({
    engine,
    projects: { list: async () => PROJECTS },
    reportingTimezone: "Asia/Kolkata",
    now: () => NOW,
    publicUrl: "https://leads.example.com",
    retentionDays: 92,
    ...options,
  });
  return { engine, statistics };
}

const counted = (key: Record<string, unknown>, n: number): EngineRow => ({
  ...key,
  n_primary: String(n),
  n_bot: "1",
  weight: String(n + 1),
  rows_read: String(n + 1),
  max_interval: 1,
  first_at: 1_795_200_000,
  last_at: 1_795_300_000,
});

async function problemOf(promise: Promise<unknown>): Promise<Problem> {
  const error = await promise.then(
    () => undefined,
    (e: unknown) => e,
  );
  if (!(error instanceof Problem)) throw new Error("no problem was reported");
  return error;
}

describe("statements", () => {
  test("by day in a half-hour zone", async () => {
    const { engine, statistics } = ask();
    await statistics.stats(
      { days: 2, filters: [{ dimension: "country", operator: "is", values: ["IN", "AE"] }] },
      ADMIN,
    );
    expect(engine.statements).toMatchInlineSnapshot(`
      [
        "SELECT intDiv(toUnixTimestamp(timestamp) + 19800, 86400) AS bucket, sumIf(_sample_interval, blob20 = 'primary') AS n_primary, sumIf(_sample_interval, blob20 = 'follow_up') AS n_follow_up, sumIf(_sample_interval, blob20 = 'test') AS n_test, sumIf(_sample_interval, blob20 = 'blocked') AS n_blocked, sumIf(_sample_interval, blob20 = 'bot') AS n_bot, sumIf(_sample_interval, blob19 = 'restored_bot') AS restored_bot, sumIf(_sample_interval, blob19 = 'restored_blocked') AS restored_blocked, sumIf(_sample_interval, blob20 IN ('primary') AND double8 >= 1) AS m_vpn_count, sumIf(_sample_interval, blob20 IN ('primary') AND double2 >= 40) AS m_suspicious_count, sumIf(_sample_interval, blob20 IN ('primary') AND blob15 IN ('Hot', 'Very Hot')) AS m_hot_count, sumIf(_sample_interval, blob20 IN ('primary') AND double4 > 0 AND double4 < 3) AS m_fast_count, sumIf(_sample_interval * _sample_interval, blob20 = 'primary') AS q_n_primary, sumIf(_sample_interval * _sample_interval, blob20 = 'follow_up') AS q_n_follow_up, sumIf(_sample_interval * _sample_interval, blob20 = 'test') AS q_n_test, sumIf(_sample_interval * _sample_interval, blob20 = 'blocked') AS q_n_blocked, sumIf(_sample_interval * _sample_interval, blob20 = 'bot') AS q_n_bot, sumIf(_sample_interval * _sample_interval, blob19 = 'restored_bot') AS q_restored_bot, sumIf(_sample_interval * _sample_interval, blob19 = 'restored_blocked') AS q_restored_blocked, sumIf(_sample_interval * _sample_interval, blob20 IN ('primary') AND double8 >= 1) AS q_m_vpn_count, sumIf(_sample_interval * _sample_interval, blob20 IN ('primary') AND double2 >= 40) AS q_m_suspicious_count, sumIf(_sample_interval * _sample_interval, blob20 IN ('primary') AND blob15 IN ('Hot', 'Very Hot')) AS q_m_hot_count, sumIf(_sample_interval * _sample_interval, blob20 IN ('primary') AND double4 > 0 AND double4 < 3) AS q_m_fast_count, sumIf(_sample_interval, toUnixTimestamp(timestamp) > double9 + 300) AS late, SUM(_sample_interval) AS weight, count() AS rows_read, max(_sample_interval) AS max_interval, min(toUnixTimestamp(timestamp)) AS first_at, max(toUnixTimestamp(timestamp)) AS last_at FROM lead_submissions WHERE timestamp >= toDateTime(1795199400) AND timestamp < toDateTime(1795372200) AND blob16 IN ('IN', 'AE') GROUP BY bucket",
      ]
    `);
  });

  test("by half hour over an autumn night, of one type, for a scoped key", async () => {
    const { engine, statistics } = ask();
    await statistics.stats(
      {
        from: "2026-11-01",
        to: "2026-11-01",
        bucket: "30min",
        filters: [{ dimension: "type", operator: "is", values: ["bot"] }],
      },
      SCOPED,
    );
    expect(engine.statements.map((sql) => sql.slice(sql.indexOf(" FROM ")))).toMatchInlineSnapshot(`
      [
        " FROM lead_submissions WHERE timestamp >= toDateTime(1793505600) AND timestamp < toDateTime(1793595600) AND index1 IN ('acme') AND (blob20 IN ('bot') OR blob19 IN ('restored_bot')) GROUP BY bucket",
      ]
    `);
    expect(engine.statements.map((sql) => sql.slice(0, sql.indexOf(", sumIf")))).toMatchInlineSnapshot(`
      [
        "SELECT intDiv(toUnixTimestamp(timestamp), 1800) AS bucket",
      ]
    `);
  });

  test("by local hour and weekday where the clock changes", async () => {
    const { engine, statistics } = ask();
    await statistics.stats(
      {
        from: "2026-10-30",
        to: "2026-11-02",
        bucket: "none",
        group_by: ["hour", "weekday"],
        timezone: "America/New_York",
      },
      ADMIN,
    );
    expect(engine.statements.map((sql) => sql.slice(0, sql.indexOf(", sumIf")))).toMatchInlineSnapshot(`
      [
        "SELECT intDiv(toUnixTimestamp(timestamp) + if(timestamp < toDateTime(1793512800), -14400, -18000), 3600) % 24 AS g1, intDiv(toUnixTimestamp(timestamp) + if(timestamp < toDateTime(1793512800), -14400, -18000) + 259200, 86400) % 7 AS g2",
      ]
    `);
  });

  test("that fold small groups name the ones that stay", async () => {
    const rows = ["google", "meta", ""].map((name, index) => counted({ g1: name }, 50 - index));
    const { engine, statistics } = ask(rows);
    await statistics.stats({ days: 3, bucket: "day", group_by: ["source"], limit: 2 }, ADMIN);
    expect(engine.statements).toHaveLength(2);
    expect(engine.statements[1]?.match(/if\(blob2.*? AS g1/)?.[0]).toMatchInlineSnapshot(
      `"if(blob2 IN ('google', 'meta'), blob2, ' other') AS g1"`,
    );
  });

  test("of contains and is_not", async () => {
    const { engine, statistics } = ask();
    await statistics.summary(
      {
        filters: [
          { dimension: "utm_campaign", operator: "contains", values: ["DIWALI", "Ço"] },
          { dimension: "project", operator: "is_not", values: ["zeta", "(unknown)"] },
        ],
      },
      ADMIN,
    );
    expect(engine.statements[0]?.slice(engine.statements[0].indexOf(" WHERE "))).toMatchInlineSnapshot(
      `" WHERE timestamp >= toDateTime(1792866600) AND timestamp < toDateTime(1795372200) AND (position('diwali' IN lowerUTF8(blob12)) > 0 OR position('ço' IN lowerUTF8(blob12)) > 0) AND NOT (index1 IN ('zeta', '')) GROUP BY period, bucket"`,
    );
  });
});

describe("an answer", () => {
  test("costs one statement without open groups, two with, three for a summary", async () => {
    const costs: Record<string, number> = {};
    for (const [name, raw] of Object.entries({
      total: { bucket: "none" },
      days: {},
      types: { bucket: "day", group_by: ["type"] },
      hours: { bucket: "none", group_by: ["hour", "weekday"] },
      ranking: { group_by: ["source", "city"] },
      "ranking by day": { bucket: "day", group_by: ["source"] },
      compared: { compare: "previous" },
    })) {
      const { engine, statistics } = ask();
      await statistics.stats(raw, ADMIN);
      costs[name] = engine.statements.length;
    }
    const { engine, statistics } = ask();
    await statistics.summary({}, ADMIN);
    costs.summary = engine.statements.length;
    expect(costs).toEqual({
      total: 1,
      days: 1,
      types: 1,
      hours: 1,
      ranking: 1,
      "ranking by day": 2,
      compared: 2,
      summary: 3,
    });
  });

  test("lists empty days, folds the rest and adds up", async () => {
    const rows = ["google", "meta", "x"].map((name, index) => counted({ g1: name }, 50 - index));
    const cells = [
      counted({ g1: "google", bucket: "20778" }, 50),
      counted({ g1: " other", bucket: "20777" }, 97),
    ];
    const { statistics } = ask(rows, cells);
    const answer = await statistics.stats({ days: 2, bucket: "day", group_by: ["source"], limit: 1 }, ADMIN);
    expect(
      answer.rows.map(({ bucket, source, primary, bot, total }) => ({ bucket, source, primary, bot, total })),
    ).toMatchInlineSnapshot(`
      [
        {
          "bot": 1,
          "bucket": "2026-11-21T00:00:00+05:30",
          "primary": 50,
          "source": "google",
          "total": 51,
        },
        {
          "bot": 0,
          "bucket": "2026-11-21T00:00:00+05:30",
          "primary": 0,
          "source": "(other)",
          "total": 0,
        },
        {
          "bot": 0,
          "bucket": "2026-11-22T00:00:00+05:30",
          "primary": 0,
          "source": "google",
          "total": 0,
        },
        {
          "bot": 0,
          "bucket": "2026-11-22T00:00:00+05:30",
          "primary": 0,
          "source": "(other)",
          "total": 0,
        },
      ]
    `);
    expect(answer.totals).toMatchObject({ total: 149, primary: 147, bot: 2, actual_rate: { value: 0.9866 } });
    expect(answer.headline).toMatchInlineSnapshot(
      `"149 events from 2026-11-21 to 2026-11-22 (Asia/Kolkata) so far: 147 primary leads, 2 bots."`,
    );
    expect(answer.quality).toMatchInlineSnapshot(`
      {
        "first_event": "2026-11-21T00:10:00+05:30",
        "lag_note": "New events can take up to three minutes to appear.",
        "last_event": "2026-11-22T03:56:40+05:30",
        "late_events": 0,
        "open_period": true,
        "rows_read": 149,
        "sampled": false,
        "source": "analytics_engine",
        "unknown_share": {
          "source": 0,
        },
        "warnings": [
          {
            "code": "open_period",
            "message": "The period is not over; its last part is still filling.",
          },
          {
            "code": "folded",
            "message": "2 further groups are summed as (other); raise limit to list more.",
          },
        ],
      }
    `);
    expect(STATS_ANSWER.parse(answer)).toEqual(answer);
  });

  test("by type splits the counts and takes restored submissions out of their original", async () => {
    const row = {
      n_primary: "10",
      n_bot: "4",
      restored_bot: "1",
      n_blocked: "2",
      weight: "16",
      rows_read: "16",
      max_interval: 1,
    };
    const { statistics } = ask([row]);
    const answer = await statistics.stats({ bucket: "none", group_by: ["type"] }, ADMIN);
    expect(answer.totals).toMatchObject({ total: 15, primary: 10, bot: 3, blocked: 2 });
    expect(answer.rows.map(({ type, total }) => [type, total])).toEqual([
      ["primary", 10],
      ["follow_up", 0],
      ["test", 0],
      ["blocked", 2],
      ["bot", 3],
    ]);
  });

  test("of a summary compares the elapsed part and matches its schema", async () => {
    const { engine, statistics } = ask([
      counted({ period: 1, bucket: "20778" }, 30),
      { ...counted({ period: 0, bucket: "20766" }, 20), first_at: 1_794_200_000 },
    ]);
    const answer = await statistics.summary({}, ADMIN);
    expect(answer.headline).toMatchInlineSnapshot(
      `"31 events from 2026-11-16 to 2026-11-22 (Asia/Kolkata) so far: 30 primary leads, 1 bot. That is 10 primary leads more than in the same part of the period before (+50 %): too little data to call it a change."`,
    );
    expect(answer.comparison).toMatchObject({
      from: "2026-11-09T00:00:00+05:30",
      to: "2026-11-15T15:45:00+05:30",
      change: { primary: { absolute: 10, percent: 50 }, follow_up: { absolute: 0, percent: null } },
    });
    expect(SUMMARY_ANSWER.parse(answer)).toEqual(answer);
    expect(engine.statements).toHaveLength(3);
  });

  test("ranks a rate by what is sure of it", async () => {
    const rows = [
      { ...counted({ g1: "tiny" }, 1), n_bot: "1" },
      { ...counted({ g1: "large" }, 60), n_bot: "40" },
    ];
    const { statistics } = ask(rows);
    const answer = await statistics.stats({ group_by: ["source"], order_by: "bot_rate" }, ADMIN);
    expect(answer.rows.map(({ source, bot_rate }) => [source, bot_rate?.value])).toEqual([
      ["large", 0.4],
      ["tiny", 0.5],
    ]);
  });

  test("folds places with too few people, where the operator wants it", async () => {
    const rows = [{ ...counted({ g1: "IN", g2: "Pune" }, 30) }, { ...counted({ g1: "IN", g2: "Leh" }, 2) }];
    const listed = async (groups: string[], kAnonymity: number) => {
      const { statistics } = ask({ kAnonymity }, rows);
      const { rows: found } = await statistics.stats({ group_by: groups }, ADMIN);
      return found.map((row) => [row.country, row.city, row.total]);
    };
    expect(await listed(["country", "city"], 1)).toEqual([
      ["IN", "Pune", 31],
      ["IN", "Leh", 3],
    ]);
    expect(await listed(["country", "city"], 5)).toEqual([
      ["IN", "Pune", 31],
      ["(other)", "(other)", 3],
    ]);
  });

  test("to what can be asked has a headline and a link like every other", async () => {
    const answer = await ask([counted({}, 30)]).statistics.schema({ timezone: "UTC" }, SCOPED);
    expect(SCHEMA_ANSWER.parse(answer)).toEqual(answer);
    expect([answer.headline, answer.link]).toMatchInlineSnapshot(`
      [
        "Today is 2026-11-22 in UTC. 31 events in one project, from 2026-11-20 18:40 to 2026-11-21 22:26.",
        "https://leads.example.com/analytics/lead-stats/schema?timezone=UTC",
      ]
    `);
    const empty = await ask().statistics.schema({}, ADMIN);
    expect([empty.headline, empty.link]).toMatchInlineSnapshot(`
      [
        "Today is 2026-11-22 in Asia/Kolkata. No events yet.",
        "https://leads.example.com/analytics/lead-stats/schema?timezone=Asia%2FKolkata",
      ]
    `);
  });

  test("that lists values says how many there are, never one of them", async () => {
    const rows = ["google", "meta", ""].map((name, index) => counted({ g1: name }, 50 - index));
    const headlineOf = async (raw: object, found: Rows = rows) => {
      const answer = await ask(found).statistics.values({ dimension: "source", ...raw }, ADMIN);
      expect(VALUES_ANSWER.parse(answer)).toEqual(answer);
      return answer.headline;
    };
    expect(await headlineOf({})).toMatchInlineSnapshot(
      `"3 values of source from 2026-11-16 to 2026-11-22 (Asia/Kolkata) so far."`,
    );
    expect(await headlineOf({ limit: 2 })).toMatchInlineSnapshot(
      `"The 2 most frequent of 3 values of source from 2026-11-16 to 2026-11-22 (Asia/Kolkata) so far."`,
    );
    expect(await headlineOf({ limit: 1 }, rows.slice(0, 1))).toMatchInlineSnapshot(
      `"1 value of source from 2026-11-16 to 2026-11-22 (Asia/Kolkata) so far."`,
    );
    expect(await headlineOf({}, [])).toMatchInlineSnapshot(
      `"0 values of source from 2026-11-16 to 2026-11-22 (Asia/Kolkata) so far."`,
    );
  });

  test("links to itself", async () => {
    const { statistics } = ask();
    const { link } = await statistics.stats(
      {
        days: 1,
        group_by: ["city"],
        filters: [{ dimension: "city", operator: "is", values: ["Washington, D.C.", ""] }],
      },
      SCOPED,
    );
    expect(link).toMatchInlineSnapshot(
      `"https://leads.example.com/analytics/lead-stats?from=2026-11-22T00%3A00%3A00-05%3A00&to=2026-11-23T00%3A00%3A00-05%3A00&timezone=America%2FNew_York&bucket=none&group_by=city&project=acme&city=%22Washington%2C+D.C.%22%2C%28unknown%29&compare=none&order_by=total&limit=50&min_total=1"`,
    );
  });

  test("says when sampling made it an estimate", async () => {
    // 34 rows of interval 1, one of 6 and six of 10: 100 events, Σw² = 670.
    const row = { n_primary: "100", q_n_primary: "670", weight: "100", rows_read: "41", max_interval: 10 };
    const { statistics } = ask([row]);
    const { quality, totals } = await statistics.stats({ bucket: "none" }, ADMIN);
    expect(quality.sampled).toBe(true);
    expect(quality.warnings.map(({ code }) => code)).toContain("sampled");
    expect(totals.actual_rate).toEqual({ value: 1, low: 0.7953, high: 1 });
    expect(totals.intervals?.primary).toEqual({ low: 53, high: 147 });
  });

  test("names one number of events, also where a restored submission is counted anew", async () => {
    const row = { n_primary: "60", n_bot: "40", weight: "101", rows_read: "41", max_interval: 10 };
    const { headline, quality } = await ask([row]).statistics.stats({ bucket: "none" }, ADMIN);
    expect(headline).toMatch(/^100 events /);
    expect(quality.warnings.find(({ code }) => code === "sampled")?.message).toBe(
      "Counts are estimates: 41 stored data points stand for 100 events.",
    );
  });

  test("calls few data points few, however many events they stand for", async () => {
    const row = { n_primary: "630", q_n_primary: "60000", weight: "630", rows_read: "9", max_interval: 100 };
    const { quality } = await ask([row]).statistics.stats({ bucket: "none" }, ADMIN);
    expect(quality.warnings.find(({ code }) => code === "few_events")?.message).toBe(
      "Only 9 data points: shares are rough.",
    );
  });
});

describe("a question that cannot be answered", () => {
  test.each([
    [{ group_by: ["sorce"] }, "group_by", "source"],
    [{ buckett: "day" }, "buckett", "bucket"],
    [{ bucket: "dya" }, "bucket", "day"],
    [{ order_by: "totl" }, "order_by", "total"],
    [{ timezone: "Asia/Kolkatta" }, "timezone", "Asia/Kolkata"],
    [{ timezone: "IST" }, "timezone", "Asia/Kolkata"],
    [{ timezone: "New York" }, "timezone", "America/New_York"],
    [{ timezone: "new_york" }, "timezone", "America/New_York"],
    [{ timezone: "kolkata" }, "timezone", "Asia/Kolkata"],
    [{ timezone: "Sydney" }, "timezone", "Australia/Sydney"],
    [{ filters: [{ dimension: "contry", values: ["IN"] }] }, "filters.0.dimension", "country"],
    [{ days: 0 }, "days", undefined],
    [{ days: "soon" }, "days", undefined],
    [{ limit: "10days" }, "limit", undefined],
    [{ constructor: "5" }, "constructor", undefined],
    [{ max_rows: "5d" }, "max_rows", undefined],
    [{ min_suspicion: "40d" }, "min_suspicion", undefined],
    [{ days: 7, from: "2026-11-01" }, "days", undefined],
    [{ to: "2026-11-01" }, "from", undefined],
    [{ from: "2026-11-03", to: "2026-11-01" }, "to", undefined],
    [{ days: 90, bucket: "30min", group_by: ["hour"] }, "bucket", undefined],
    [{ group_by: "source,city,country" }, "group_by", undefined],
  ])("%j names %s and suggests %s", async (raw, field, suggestion) => {
    const { engine, statistics } = ask();
    const problem = await problemOf(statistics.stats(raw, ADMIN));
    expect(problem.errors[0]).toMatchObject({ field });
    expect(problem.errors[0]?.didYouMean).toBe(suggestion);
    expect(engine.statements).toHaveLength(0);
  });

  test("about a foreign project tells a scoped key only its own", async () => {
    const { statistics } = ask();
    const problem = await problemOf(
      statistics.stats({ filters: [{ dimension: "project", values: ["acme", "zeta"] }] }, SCOPED),
    );
    expect(JSON.stringify([problem.message, problem.errors])).not.toContain("zeta");
    expect(problem.errors).toEqual([
      { field: "project", message: "this key cannot see that project", allowed: ["acme"] },
    ]);
  });
});

test.each(["30d", "30 days", "last_30_days", "last 30 days", "Past 30 Days"])(
  "the period %j is that of so many days",
  async (period) => {
    const rangeOf = async (raw: object) => (await ask().statistics.stats(raw, ADMIN)).query.from;
    expect(await rangeOf({ period })).toBe(await rangeOf({ days: 30 }));
  },
);

test.each([
  ["days", "7d", 7],
  ["days", "last 14 days", 14],
  ["days", "2 weeks", 14],
  ["limit", " 10 ", 10],
  ["min_total", "3", 3],
  ["max_rows", "60", 60],
  ["min_engagement", "40", 40],
])("%s written as %j is %i", async (name, text, number) => {
  const linkOf = async (raw: object) => (await ask().statistics.stats(raw, ADMIN)).link;
  expect(await linkOf({ [name]: text })).toBe(await linkOf({ [name]: number }));
});

test("the zone is the project's when there is one, else the reporting zone", async () => {
  const zoneOf = async (raw: object, principal: Principal) =>
    (await ask().statistics.stats(raw, principal)).query.timezone;
  expect(await zoneOf({}, ADMIN)).toBe("Asia/Kolkata");
  expect(await zoneOf({}, SCOPED)).toBe("America/New_York");
  expect(await zoneOf({ filters: [{ dimension: "project", values: ["acme"] }] }, ADMIN)).toBe(
    "America/New_York",
  );
  expect(await zoneOf({ filters: [{ dimension: "project", values: ["acme", "zeta"] }] }, ADMIN)).toBe(
    "Asia/Kolkata",
  );
  expect(await zoneOf({ timezone: "UTC" }, SCOPED)).toBe("UTC");
});

describe("hostile text", () => {
  const hostile = fc.oneof(
    fc.string({ unit: "binary", maxLength: 60 }),
    fc.string({
      unit: fc.constantFrom("'", "\\", "`", '"', ";", "-", "/", "*", ")", "(", "%", "\n", "x", "’"),
    }),
    fc.constantFrom("') OR 1=1 --", "\\'); DROP TABLE x", "x' UNION SELECT", "'; SELECT 1", "\u0000'", "＇"),
  );
  const toShape = (sql: string) => sql.replace(/'[^']*'/g, "'?'");

  test("in a filter never changes a statement's shape", async () => {
    await fc.assert(
      fc.asyncProperty(
        fc.constantFrom(...DIMENSION_NAMES.filter((name) => name !== "type")),
        fc.constantFrom("is", "is_not", "contains"),
        hostile,
        async (dimension, operator, text) => {
          const shapeOf = async (value: string) => {
            const { engine, statistics } = ask();
            const asked = statistics.stats({ filters: [{ dimension, operator, values: [value] }] }, ADMIN);
            await asked.catch((error: unknown) => expect(error).toBeInstanceOf(Problem));
            return engine.statements.map(toShape);
          };
          const plain = await shapeOf(toDimension(dimension).values?.[0] ?? "plain");
          expect(plain).toHaveLength(1);
          // Refused before a statement is made, or of the same shape.
          expect([[], plain]).toContainEqual(await shapeOf(text));
        },
      ),
      { numRuns: 1500 },
    );
  });

  test("in every other parameter is refused before a statement is made", async () => {
    const fields = [
      "days",
      "from",
      "to",
      "timezone",
      "bucket",
      "group_by",
      "compare",
      "order_by",
      "limit",
      "x",
    ];
    await fc.assert(
      fc.asyncProperty(fc.constantFrom(...fields), hostile, async (field, text) => {
        const { engine, statistics } = ask();
        await statistics.stats({ [field]: text }, ADMIN).catch((error: unknown) => {
          expect(error).toBeInstanceOf(Problem);
        });
        for (const sql of engine.statements) expect(toShape(sql)).not.toMatch(/['"\\;`]{2}|--|\/\*/);
        for (const sql of engine.statements) expect(sql).not.toContain("\\");
      }),
      { numRuns: 1500 },
    );
  });

  test("that reached the store is folded, never quoted", async () => {
    await fc.assert(
      fc.asyncProperty(hostile, hostile, async (a, b) => {
        const rows = [a, b, "plain"].map((g1, index) => counted({ g1 }, 9 - index));
        const { engine, statistics } = ask(rows);
        await statistics.stats({ days: 1, bucket: "day", group_by: ["source"], limit: 2 }, ADMIN);
        const fold = engine.statements[1]?.match(/SELECT .*? AS bucket, (.*?) AS g1/)?.[1] ?? "";
        expect(toShape(fold)).toMatch(/^(blob2|'\?'|if\(blob2 IN \('\?'(, '\?')?\), blob2, '\?'\))$/);
      }),
      { numRuns: 1000 },
    );
  });
});

import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { NOON, rows, send } from "../test/running-engine.ts";
import {
  expand,
  groupBy,
  POINTS,
  type SampledPoint,
  sum,
  toQuantile,
  weight,
} from "../test/sampled-points.ts";
import { toDayStart, toWallClock } from "./dialect/testing/local-clock.ts";
import { type Engine, startEngine } from "./index.ts";

const ZONES = ["America/New_York", "Asia/Kolkata", "Asia/Kathmandu"];
/** Pages from the most frequent on. */
function toRanking(count: (points: readonly SampledPoint[]) => number): string[] {
  const pages = [...groupBy(POINTS, ({ blob1 }) => blob1)].map(([page, points]) => ({
    page,
    n: count(points),
  }));
  expect(new Set(pages.map(({ n }) => n)).size, "no ties").toBe(pages.length);
  return pages.sort((a, b) => b.n - a.n).map(({ page }) => page);
}

const folder = mkdtempSync(join(tmpdir(), "values-"));
let engine: Engine;
beforeAll(async () => {
  engine = await startEngine({ dataDir: folder, port: 0, now: () => NOON });
  const answer = await send(engine, "leads", POINTS);
  expect(await answer.json()).toEqual({ accepted: POINTS.length, rejected: [] });
});
afterAll(async () => {
  await engine.close();
  rmSync(folder, { recursive: true, force: true });
});

async function one(expressions: string, rest = ""): Promise<unknown[]> {
  const [row] = await rows(engine, `SELECT ${expressions} FROM leads ${rest}`);
  return Object.values(row ?? {});
}

describe("over all points, of which many stand for 2 or 10", () => {
  it("counts and sums", async () => {
    const home = POINTS.filter(({ blob1 }) => blob1 === "home");
    const weighted = (points: readonly SampledPoint[]) => sum(expand(points));
    expect(
      await one(
        `count() AS a, SUM(_sample_interval) AS b, SUM(_sample_interval * double1) AS c, sum(double1) AS d,
          countIf(blob1 = 'home') AS e, sumIf(_sample_interval, blob1 = 'home') AS f,
          sumIf(double1 * _sample_interval, blob1 = 'home') AS g,
          sum(if(blob1 = 'home', _sample_interval * 1.0, 0.0)) AS h, sum(DISTINCT double1) AS i`,
      ),
    ).toEqual([
      String(POINTS.length),
      String(weight(POINTS)),
      weighted(POINTS),
      sum(POINTS.map(({ double1 }) => double1)),
      String(home.length),
      String(weight(home)),
      weighted(home),
      weight(home),
      sum([...new Set(POINTS.map(({ double1 }) => double1))]),
    ]);
  });

  it("averages, weighted and not", async () => {
    const home = POINTS.filter(({ blob1 }) => blob1 === "home").map(({ double1 }) => double1);
    const [weighted, plain, conditional] = await one(
      `SUM(_sample_interval * double1) / SUM(_sample_interval) AS a, avg(double1) AS b, avgIf(double1, blob1 = 'home') AS c`,
    );
    const events = expand(POINTS);
    expect(weighted).toBeCloseTo(sum(events) / events.length, 10);
    expect(plain).toBeCloseTo(sum(POINTS.map(({ double1 }) => double1)) / POINTS.length, 10);
    expect(conditional).toBeCloseTo(sum(home) / home.length, 10);
  });

  it.each([0, 0.01, 0.25, 0.5, 0.9, 0.95, 0.999, 1])("finds the quantile %d of the events", async (q) => {
    const values = await one(
      `quantileExactWeighted(${q})(double1, _sample_interval) AS a, quantileWeighted(${q})(double1, _sample_interval) AS b,
        quantileWeighted(${q}, double1, _sample_interval) AS c`,
    );
    const expected = toQuantile(POINTS, q);
    expect(values).toEqual([expected, expected, expected]);
  });

  it("counts distinct values and finds extremes", async () => {
    const distinct = (toValue: (point: SampledPoint) => unknown) => String(new Set(POINTS.map(toValue)).size);
    const extremes = POINTS.toSorted((a, b) => a.double2 - b.double2);
    const times = POINTS.map(({ timestamp }) => timestamp);
    const text = (seconds: number) => new Date(seconds * 1000).toISOString().slice(0, 19).replace("T", " ");
    expect(
      await one(
        `count(DISTINCT index1) AS a, count(DISTINCT blob1) AS b, count(DISTINCT double1) AS c,
          count(DISTINCT if(blob1 = 'home', index1, '')) AS d,
          argMax(blob1, double2) AS e, argMin(blob1, double2) AS f, argMax(timestamp, double2) AS g,
          min(double1) AS h, max(double1) AS i, min(timestamp) AS j, max(timestamp) AS k, max(_sample_interval) AS l`,
      ),
    ).toEqual([
      distinct(({ index1 }) => index1),
      distinct(({ blob1 }) => blob1),
      distinct(({ double1 }) => double1),
      distinct(({ blob1, index1 }) => (blob1 === "home" ? index1 : "")),
      extremes.at(-1)?.blob1,
      extremes[0]?.blob1,
      text(extremes.at(-1)?.timestamp ?? 0),
      expand(POINTS)[0],
      expand(POINTS).at(-1),
      text(Math.min(...times)),
      text(Math.max(...times)),
      10,
    ]);
  });

  it("ranks by rows and by events", async () => {
    const byRows = toRanking((points) => points.length);
    const byEvents = toRanking(weight);
    expect(
      await one(
        `topK(3)(blob1) AS a, topK(blob1) AS b, topKWeighted(3)(blob1, _sample_interval) AS c,
          topKWeighted(blob1, _sample_interval) AS d`,
      ),
    ).toEqual([byRows.slice(0, 3), byRows.slice(0, 10), byEvents.slice(0, 3), byEvents.slice(0, 10)]);
  });
});

describe.each(ZONES)("in buckets of %s", (zone) => {
  const hourStart = ({ timestamp }: SampledPoint) => {
    const { minute, second } = toWallClock(timestamp, zone);
    return timestamp - minute * 60 - second;
  };
  it.each([
    ["'30' MINUTE", ({ timestamp }: SampledPoint) => timestamp - (timestamp % 1800)],
    ["'1' HOUR", hourStart],
    ["'1' DAY", ({ timestamp }: SampledPoint) => toDayStart(toWallClock(timestamp, zone).day, zone)],
  ])("of %s, events, means, quantiles and pages are those of each bucket", async (interval, toStart) => {
    const bucket = `toStartOfInterval(timestamp, INTERVAL ${interval}, '${zone}')`;
    const answer = await rows(
      engine,
      `SELECT ${bucket} AS bucket, toUnixTimestamp(bucket) AS t, SUM(_sample_interval) AS n, count() AS rows_read,
        SUM(_sample_interval * double1) AS s, quantileExactWeighted(0.5)(double1, _sample_interval) AS p,
        count(DISTINCT blob1) AS pages FROM leads GROUP BY bucket, t ORDER BY t`,
    );
    const expected = [...groupBy(POINTS, toStart)]
      .sort(([a], [b]) => a - b)
      .map(([t, points]) => ({
        t,
        n: String(weight(points)),
        rows_read: String(points.length),
        s: sum(expand(points)),
        p: toQuantile(points, 0.5),
        pages: String(new Set(points.map(({ blob1 }) => blob1)).size),
      }));
    expect(answer.map(({ bucket: _, ...values }) => values)).toEqual(expected);
  });
});

it("keeps the two equal hours of New York's autumn night apart", async () => {
  const hour = "toStartOfInterval(timestamp, INTERVAL '1' HOUR, 'America/New_York')";
  const answer = await rows(
    engine,
    `SELECT ${hour} AS bucket, toUnixTimestamp(bucket) AS t, SUM(_sample_interval) AS n FROM leads
      WHERE timestamp >= toDateTime(1793509200) AND timestamp < toDateTime(1793516400) GROUP BY bucket, t ORDER BY t`,
  );
  const within = (from: number) => POINTS.filter(({ timestamp: t }) => t >= from && t < from + 3600);
  expect(answer).toEqual(
    [1793509200, 1793512800].map((t) => ({ bucket: "2026-11-01 01:00:00", t, n: String(weight(within(t))) })),
  );
});

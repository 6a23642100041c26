import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { type Engine as LocalEngine, startEngine } from "local-analytics-engine";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { DATASET_COLUMNS } from "../local/stack.ts";
import { DIMENSION_NAMES, type Dimension, EVENT_TYPES } from "../src/domain/dataset.ts";
import type { Principal } from "../src/domain/principal.ts";
import { createAnalyticsEngine } from "../src/engine/analytics-engine.ts";
import type { Row, StatsAnswer } from "../src/stats/answer.ts";
import type { Statistics } from "../src/stats/port.ts";
import type { StatsRequest } from "../src/stats/request.ts";
import { createRandom, type Random } from "../src/stats/simulation.ts";
import { createStatistics } from "../src/stats/statistics.ts";
import { createPoints } from "./points.ts";
import { toQuestion } from "./question.ts";
import { countPoints, type StoredPoint, toBucketLabel, toLabels, toZero } from "./reference-statistics.ts";

const QUESTIONS = 2000;
const COMPARISONS = 60;
const PAIRS = 60;
const START = Date.parse("2025-09-15T00:00:00Z") / 1000;
const DAYS = 100;
const ADMIN: Principal = { keyId: "k", role: "admin", projects: "all" };
const SHOWN = ["total", "primary", "follow_up", "bot", "test", "blocked", "hot_count", "fast_count"] as const;

describe.each([
  ["every event stored", 1],
  ["a part of the events sampled", 10],
])("statistics over random data, %s", (_what, maxInterval) => {
  let folder = "";
  let engine: LocalEngine;
  let points: StoredPoint[];
  let labels: Map<string, string[]>;
  const statisticsAt = (now: number) =>
    createStatistics({
      engine: createAnalyticsEngine({
        baseUrl: engine.url,
        accountId: "local",
        token: "local",
        now: () => now * 1000,
      }),
      projects: { list: async () => [] },
      reportingTimezone: "UTC",
      now: () => now * 1000,
      publicUrl: "https://leads.example.com",
    });

  beforeAll(async () => {
    folder = mkdtempSync(join(tmpdir(), "lead-stats-laws-"));
    engine = await startEngine({ dataDir: folder, port: 0, columns: DATASET_COLUMNS });
    points = createPoints(createRandom(maxInterval), { count: 1500, from: START, days: DAYS, maxInterval });
    labels = toLabels(points);
    const response = await fetch(`${engine.url}/import/lead_submissions`, {
      method: "POST",
      headers: { authorization: "Bearer local" },
      body: points
        .map(({ timestamp, interval, event }) =>
          JSON.stringify({ timestamp, _sample_interval: interval, ...event }),
        )
        .join("\n"),
    });
    expect(await response.json()).toMatchObject({ accepted: points.length, rejected: [] });
  }, 60_000);
  afterAll(async () => {
    await engine.close();
    rmSync(folder, { recursive: true, force: true });
  });

  test(`${QUESTIONS / 2} random questions are answered as a plain count of every point answers them`, async () => {
    const random = createRandom(maxInterval + 7);
    const statistics = statisticsAt(START + DAYS * 86_400);
    const questions = Array.from({ length: QUESTIONS / 2 }, () =>
      toQuestion(random, labels, { from: START, days: DAYS }),
    );
    const workers = Array.from({ length: 4 }, async () => {
      for (let asked = questions.pop(); asked; asked = questions.pop()) {
        checkAnswer(points, asked, await statistics.stats(asked, ADMIN));
      }
    });
    await Promise.all(workers);
  }, 240_000);

  test("each of two dimensions is counted as by itself", async () => {
    const random = createRandom(maxInterval + 700);
    const statistics = statisticsAt(START + DAYS * 86_400);
    for (let run = 0; run < PAIRS; run++) {
      const { bucket: _, limit, ...asked } = toQuestion(random, labels, { from: START, days: DAYS });
      const pair = toPair(random);
      const question = { ...asked, bucket: "day", limit: 20 * limit, group_by: pair };
      const alone = pair.map((name) => statistics.stats({ ...question, group_by: [name] }, ADMIN));
      expect(await statistics.marginals(question, ADMIN), JSON.stringify(question)).toEqual(
        await Promise.all(alone),
      );
    }
  }, 120_000);

  test("a comparison counts the earlier range as asking for it alone does", async () => {
    const random = createRandom(maxInterval + 70);
    const statistics = statisticsAt(START + DAYS * 86_400);
    for (let run = 0; run < COMPARISONS; run++) {
      const compare = random.uniform() < 0.5 ? "previous" : "previous_weekday_aligned";
      const asked: StatsRequest = { ...toQuestion(random, labels, { from: START, days: DAYS }), compare };
      const answer = await statistics.stats(asked, ADMIN);
      checkAnswer(points, asked, answer);
      await checkComparison(asked, answer, statistics);
    }
  }, 120_000);
});

/** Two dimensions. */
function toPair(random: Random): Dimension[] {
  const at = Math.floor(random.uniform() * DIMENSION_NAMES.length);
  const gap = 1 + Math.floor(random.uniform() * (DIMENSION_NAMES.length - 1));
  return [at, at + gap].flatMap((index) => DIMENSION_NAMES[index % DIMENSION_NAMES.length] ?? []);
}

function toRange(asked: StatsRequest): [from: number, to: number] {
  return [Date.parse(asked.from ?? "") / 1000, Date.parse(asked.to ?? "") / 1000];
}

/** What is compared must be what asking for that range alone gives. */
async function checkComparison(
  asked: StatsRequest,
  answer: StatsAnswer,
  statistics: Statistics,
): Promise<void> {
  const { comparison } = answer;
  if (!comparison) throw new Error("nothing was compared");
  const { from, to } = comparison;
  expect(Date.parse(to)).toBeLessThanOrEqual(Date.parse(answer.query.from));
  if (Date.parse(from) >= Date.parse(to)) return;
  const alone = await statistics.stats({ ...asked, from, to, compare: "none" }, ADMIN);
  const why = JSON.stringify(asked);
  expect(listGroups(asked, comparison.rows ?? []), why).toEqual(listGroups(asked, answer.rows));
  expect(pickShown(comparison.totals), why).toEqual(pickShown(alone.totals));
  for (const name of SHOWN) {
    expect(
      comparison.rows?.reduce((sum, row) => sum + Number(row[name]), 0),
      why,
    ).toBe(comparison.totals[name]);
    expect(comparison.change[name].absolute, why).toBe(answer.totals[name] - comparison.totals[name]);
  }
}

/** The named groups; both ranges list the same. */
function listGroups(asked: StatsRequest, rows: readonly Row[]): string[] {
  const names = rows.map((row) => asked.group_by.map((group) => row[group]).join("|"));
  return [...new Set(names)].filter((name) => !name.includes("(other)"));
}

function pickShown(counts: Row): Record<string, number> {
  return Object.fromEntries(SHOWN.map((name) => [name, Number(counts[name])]));
}

function checkAnswer(points: readonly StoredPoint[], asked: StatsRequest, answer: StatsAnswer): void {
  const truth = countPoints(points, asked, toRange(asked));
  const why = JSON.stringify(asked);
  for (const name of SHOWN) {
    expect(answer.totals[name], `${name} of ${why}`).toBe(truth.totals[name]);
    // Rows, (other) included, add up.
    expect(
      answer.rows.reduce((sum, row) => sum + Number(row[name]), 0),
      `rows of ${name}, ${why}`,
    ).toBe(answer.totals[name]);
  }
  const listed = new Set(answer.rows.map((row) => toRowKey(row, asked)));
  expect(listed.size, `one row each, ${why}`).toBe(answer.rows.length);
  for (const row of answer.rows) {
    if (asked.group_by.some((group) => row[group] === "(other)")) continue;
    const expected = truth.rows.get(toRowKey(row, asked)) ?? toZero();
    expect(
      Object.fromEntries(SHOWN.map((name) => [name, row[name]])),
      `${toRowKey(row, asked)} of ${why}`,
    ).toEqual(expected);
  }
  const isFolded = answer.rows.some((row) => asked.group_by.some((group) => row[group] === "(other)"));
  if (!isFolded) {
    const missing = [...truth.rows].filter(
      ([key, counts]) => !listed.has(key) && EVENT_TYPES.some((type) => counts[type] !== 0),
    );
    expect(missing, why).toEqual([]);
  }
}

function toRowKey(row: Row, asked: StatsRequest): string {
  const zone = asked.timezone ?? "UTC";
  const bucket = row.bucket ? toBucketLabel(Date.parse(row.bucket) / 1000, asked.bucket ?? "none", zone) : "";
  return [bucket, ...asked.group_by.map((group) => row[group] ?? "")].join("|");
}

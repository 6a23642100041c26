import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { toDate, toDemoAnchor } from "../local/demo-data/calendar.ts";
import { DEMO_SEED } from "../local/demo-data/events.ts";
import { DEMO_QUESTIONS, toParameters } from "../local/demo-data/questions.ts";
import { createTruth } from "../local/demo-data/truth.ts";
import { DEMO_KEYS } from "../local/seed.ts";
import type { Stack } from "../local/stack.ts";
import type { RateAnswer, StatsAnswer } from "../src/stats/answer.ts";
import { startTestStack } from "./stack.ts";

/** The clock of the load; any day would do, the stories do not depend on it. */
const NOW = Date.parse("2026-11-19T07:30:00Z");
const ANCHOR = toDemoAnchor(NOW / 1000);
const toDay = (day: number) => toDate(ANCHOR, day).toString();

describe("the demo data, asked over REST", () => {
  let stack: Stack;
  beforeAll(async () => {
    stack = await startTestStack({ demoData: true, now: () => NOW });
  }, 120_000);
  afterAll(() => stack.close());

  const ask = async (parameters: string): Promise<StatsAnswer> => {
    const response = await fetch(`${stack.url}/analytics/lead-stats?${parameters}`, {
      headers: { authorization: `Bearer ${DEMO_KEYS.marketing}` },
    });
    return (await response.json()) as StatsAnswer;
  };

  test.each(DEMO_QUESTIONS)("gives the right answer to $id", async (question) => {
    const { rows } = await ask(`${toParameters(question, toDay)}&limit=1000`);
    const isBucket = question.by === "day" || question.by === "week";
    const found = rows.map((row) => ({
      key: (isBucket ? row.bucket?.slice(0, 10) : row[question.by as "source"]) ?? "",
      values: question.metrics.map((name) => {
        const value = row[name];
        return typeof value === "number" ? value : (value as RateAnswer).value;
      }),
    }));
    const truth = createTruth(
      DEMO_SEED,
      ANCHOR,
    )(question).map(({ key, values }) => ({
      key: isBucket ? toDay(toDayNumber(key)) : key,
      values: values.map((value) => (value === null ? null : Math.round(value * 10_000) / 10_000)),
    }));
    // Groups of equal size may come in any order.
    const sorted = <T extends { key: string }>(list: T[]) => list.sort((a, b) => (a.key < b.key ? -1 : 1));
    expect(sorted(found)).toEqual(sorted(truth));
  });

  test("counts what was written late", async () => {
    const { quality } = await ask(`from=${toDay(-19)}&to=${toDay(-19)}&timezone=Asia/Kolkata`);
    expect(quality.late_events).toBe(12);
  });
});

/** Reads `A`, `A−28`, `A+3`, with or without the weekday's name behind it. */
function toDayNumber(relative: string): number {
  return Number(/[−+]\d+/.exec(relative)?.[0].replace("−", "-") ?? 0);
}

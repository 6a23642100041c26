import { expect, test } from "vitest";
import { toDaySentence, toDroughtAnomaly, toOdds } from "./sentence.ts";
import type { UnusualDay } from "./unusual-days.ts";

const day = (kind: UnusualDay["kind"], observed: number, of?: number): UnusualDay => ({
  kind,
  labels: undefined,
  date: "2026-11-20",
  first: "2026-11-20",
  isOpen: false,
  signal: {
    index: 0,
    days: 1,
    direction: "down",
    observed,
    of,
    toExpected: () => ({ value: 20, low: 0.12, high: 0.3 }),
    chance: 0.0004,
  },
});

test("one of a kind is told in the singular", () => {
  expect([
    toDaySentence(day("volume", 1), "primary"),
    toDaySentence(day("bot_share", 1, 1), "primary"),
    toDaySentence(day("suspicious_share", 1, 30), "primary"),
  ]).toMatchInlineSnapshot(`
    [
      "On 2026-11-20, 1 primary lead came, against 0.1 to 0.3 expected (chance 1 in 2500).",
      "On 2026-11-20, bots and blocked submissions made up 1 of 1 event (100 %), against at most 30 % expected (chance 1 in 2500).",
      "On 2026-11-20, suspicious leads made up 1 of 30 primary leads (3.3 %), against at most 30 % expected (chance 1 in 2500).",
    ]
  `);
  const silence = { first: 0, hours: 1, expected: 1, isOpen: true, chance: 0.001 };
  const drought = { labels: undefined, silence, from: "2026-11-20T09:00:00+00:00", to: undefined };
  expect(toDroughtAnomaly(drought, "primary").sentence).toMatchInlineSnapshot(
    `"No primary leads since 2026-11-20 09:00 (1 hour), against 1 expected; the chance of a gap this long is 1 in 1000."`,
  );
});

test("a chance is told in odds of two digits, below one in a million as such", () => {
  expect([0.5, 1 / 17_600, 1e-6, 1e-9].map(toOdds)).toEqual([
    "1 in 2",
    "1 in 18000",
    "1 in 1000000",
    "less than 1 in a million",
  ]);
});

import { expect, test } from "vitest";
import type { Metric, Rate } from "../../domain/dataset.ts";
import type { ChangesAnswer } from "./answer.ts";
import { toHeadline } from "./sentence.ts";

type Overall = NonNullable<ChangesAnswer["overall"]>;

const overall = (
  before: number | null,
  now: number | null,
  verdict: Overall["verdict"],
  days = 7,
): Overall => ({
  from: "2026-11-16T00:00:00+00:00",
  before_from: "2026-11-09T00:00:00+00:00",
  days,
  before,
  now,
  change: null,
  percent: null,
  verdict,
});

test.each<[Metric | Rate, Overall, string]>([
  [
    "bot_rate",
    overall(0.18, 0.4, "up"),
    "The bot rate rose from 18 % to 40 % (7 whole days against 7 before), beyond normal day-to-day variation.",
  ],
  [
    "vpn_count",
    overall(9, 2, "down"),
    "Leads behind a VPN fell from 9 to 2 (7 whole days against 7 before), beyond normal day-to-day variation.",
  ],
  [
    "primary",
    overall(0, 1, "not enough data", 1),
    "Primary leads went from 0 to 1 (1 whole day against 1 before); there is too little history to tell whether that is chance.",
  ],
  [
    "hot_rate",
    overall(0.281, 0.283, "no clear change"),
    "The hot rate stayed at 28 % (7 whole days against 7 before): no clear change, given normal day-to-day variation.",
  ],
])("a change of %s is told as what it is", (metric, moved, sentence) => {
  expect(toHeadline(moved, [], metric, "")).toBe(
    `${sentence} No value of the dimensions looked at moved by more than chance.`,
  );
});

test("a rate of nothing is not compared", () => {
  expect(toHeadline(overall(null, 0.3, "not enough data"), [], "hot_rate", "")).toBe(
    "No comparison: in one of the two periods there is nothing to take this rate of.",
  );
});

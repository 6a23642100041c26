import { expect, test } from "vitest";
import { METRIC_NAMES } from "../domain/dataset.ts";
import { toCountedMetric, toNouns } from "./nouns.ts";
import { toCounted } from "./words.ts";

test("one of a metric is told in the singular, any other number in the plural", () => {
  expect(METRIC_NAMES.map((name) => [toCountedMetric(1, name), toNouns(name)])).toMatchInlineSnapshot(`
    [
      [
        "1 event",
        "events",
      ],
      [
        "1 primary lead",
        "primary leads",
      ],
      [
        "1 follow-up",
        "follow-ups",
      ],
      [
        "1 bot",
        "bots",
      ],
      [
        "1 test",
        "tests",
      ],
      [
        "1 blocked submission",
        "blocked submissions",
      ],
      [
        "1 lead behind a VPN",
        "leads behind a VPN",
      ],
      [
        "1 suspicious lead",
        "suspicious leads",
      ],
      [
        "1 hot lead",
        "hot leads",
      ],
      [
        "1 lead sent within seconds",
        "leads sent within seconds",
      ],
    ]
  `);
  expect(toCountedMetric(0, "primary")).toBe("0 primary leads");
});

test("an amount is one when it is written as 1", () => {
  expect([0.96, 1, 1.04, 1.06].map((amount) => toCounted(amount, "lead"))).toEqual([
    "1 lead",
    "1 lead",
    "1 lead",
    "1.1 leads",
  ]);
});

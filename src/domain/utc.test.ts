import fc from "fast-check";
import { expect, test } from "vitest";
import { toUtcIso } from "./utc.ts";

const LAST_MS = 8.64e15;
const DAY_MS = 86_400_000;

test("a moment is written as Date writes it, whatever was written before", () =>
  fc.assert(
    fc.property(
      fc.array(
        fc.oneof(
          fc.maxSafeInteger().filter((ms) => Math.abs(ms) <= LAST_MS),
          fc.integer({ min: -3 * DAY_MS, max: 3 * DAY_MS }),
          fc.constantFrom(0, -1, DAY_MS, DAY_MS - 1, LAST_MS - 1, -LAST_MS),
        ),
        { minLength: 1 },
      ),
      (moments) => {
        expect(moments.map(toUtcIso)).toEqual(moments.map((ms) => new Date(ms).toISOString()));
      },
    ),
    { numRuns: 500 },
  ));

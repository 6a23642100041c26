import { expect, test } from "vitest";
import { Problem } from "../domain/errors.ts";
import { readRequest } from "./read.ts";
import { STATS_REQUEST } from "./request.ts";

test.each(["next_week", "next month", "tomorrow", "Upcoming week"])(
  "%s is refused without the nearest name, which lies behind",
  (period) => {
    expect(() => readRequest(STATS_REQUEST, { period })).toThrow(
      "period: only past periods can be counted; a forecast is of the next day, week and month without naming them",
    );
  },
);

test("beside a period that lies ahead every other fault is told", () => {
  try {
    readRequest(STATS_REQUEST, { period: "next_week", group_by: ["sorce"] });
    expect.unreachable();
  } catch (error) {
    expect((error as Problem).errors?.map(({ field }) => field).sort()).toEqual(["group_by", "period"]);
  }
});

test("of many faults the first ten are told", () => {
  const filters = Array.from({ length: 20 }, () => ({ dimension: "nope", values: ["x"] }));
  try {
    readRequest(STATS_REQUEST, { filters });
    expect.unreachable();
  } catch (error) {
    expect(error).toBeInstanceOf(Problem);
    expect((error as Problem).errors).toHaveLength(10);
  }
});

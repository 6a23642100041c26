import { expect, test } from "vitest";
import { Problem } from "../domain/errors.ts";
import { readRequest } from "./read.ts";
import { STATS_REQUEST } from "./request.ts";

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

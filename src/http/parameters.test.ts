import { describe, expect, test } from "vitest";
import { Problem } from "../domain/errors.ts";
import { STATS_REQUEST, SUMMARY_REQUEST } from "../stats/request.ts";
import { listParameters, readParameters, toNamedByParameter } from "./parameters.ts";

const allowed = listParameters(STATS_REQUEST, ["format"]);
const read = (query: string) => readParameters(new URLSearchParams(query), allowed);

function problemOf(work: () => unknown): Problem {
  try {
    work();
  } catch (error) {
    if (error instanceof Problem) return error;
  }
  throw new Error("no problem was reported");
}

describe("an address", () => {
  test("asks with fields, and filters with dimensions", () => {
    expect(read("days=7&country=!IN,AE&format=csv")).toEqual({
      days: "7",
      format: "csv",
      filters: [{ dimension: "country", operator: "is_not", values: ["IN", "AE"] }],
    });
  });

  test("may hold two filters on one dimension", () => {
    expect(read("utm_campaign=~sale&utm_campaign=!sale-old").filters).toHaveLength(2);
  });

  test.each([
    ["contry=IN", "contry", "country"],
    ["dayz=7", "dayz", "days"],
    ["formt=csv", "formt", "format"],
    ["filters=x", "filters", undefined],
    ["__proto__=x", "__proto__", undefined],
  ])("with the unknown name %s is refused with the nearest one", (query, field, didYouMean) => {
    const { code, errors } = problemOf(() => read(query));
    expect(code).toBe("invalid_parameter");
    expect(errors).toMatchObject([{ field, allowed }]);
    expect(errors[0]?.didYouMean).toBe(didYouMean);
  });

  test("with very many unknown names is told the first ones and how many there are", () => {
    const search = new URLSearchParams(Array.from({ length: 2900 }, (_, i) => [`name${i}`, "x"]));
    const { errors } = problemOf(() => readParameters(search, ["days", "bucket"]));
    expect([errors.length, errors.at(-1)]).toEqual([
      11,
      { field: "(others)", message: "2890 more unknown parameters" },
    ]);
  });

  test("with several unknown names is told all of them", () => {
    expect(problemOf(() => read("a1=1&b1=2&a1=3")).errors.map(({ field }) => field)).toEqual(["a1", "b1"]);
  });

  test("of a summary does not offer what a summary cannot do", () => {
    expect(listParameters(SUMMARY_REQUEST)).not.toContain("group_by");
    expect(listParameters(SUMMARY_REQUEST)).toContain("country");
  });
});

test("a filter that the core refuses is named by its parameter", () => {
  const search = new URLSearchParams("days=7&country=IN&source=a&country=AE");
  const refused = new Problem("invalid_parameter", "filters.1.values: must name at most 50", {
    errors: [
      { field: "filters.1.values", message: "must name at most 50" },
      { field: "limit", message: "x" },
    ],
  });
  const named = toNamedByParameter(refused, search);
  expect(named.errors.map(({ field }) => field)).toEqual(["source", "limit"]);
  expect(named.message).toBe("source: must name at most 50");
});

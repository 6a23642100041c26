import { describe, expect, it } from "vitest";
import { isSame, readPath } from "../evals/path.ts";
import { findUnsaid, isSaid } from "../evals/said.ts";

const ANSWER = {
  totals: { primary: 7 },
  rows: [
    {
      source: "google",
      device: "mobile",
      total: 3,
      labels: { city: "Pune" },
      bucket: "2026-11-15T00:00:00+05:30",
    },
    { source: "meta", device: "desktop", total: 5, labels: null, bucket: "2026-11-16T00:00:00+05:30" },
  ],
};

describe("a path", () => {
  it.each([
    ["totals.primary", 7],
    ["rows.length", 2],
    ["rows[1].source", "meta"],
    ["rows[source=meta].total", 5],
    ["rows[source=google,device=mobile].total", 3],
    ["rows[labels.city=Pune].total", 3],
    ["rows[labels=null].total", 5],
    ["rows[bucket=2026-11-16].total", 5],
    ["rows[max total].source", "meta"],
    ["rows[min total].source", "google"],
    ["rows[source=none].total", undefined],
    ["nothing.here[0].either", undefined],
  ])("%s reads %j", (path, value) => {
    expect(readPath(ANSWER, path)).toBe(value);
  });

  it("that is none is refused", () => {
    expect(() => readPath(ANSWER, "rows[0]!.total")).toThrow(SyntaxError);
  });
});

describe("an expected value", () => {
  it("is met by a rounded share, and by any moment of a day", () => {
    expect(isSame(0.6845, 115 / 168)).toBe(true);
    expect(isSame(0.69, 115 / 168)).toBe(false);
    expect(isSame("2026-11-15T09:00:00+05:30", "2026-11-15")).toBe(true);
    expect(isSame("google-ads", "google")).toBe(false);
  });
});

describe("an answer in words", () => {
  it.each([
    ["4,971 leads came", 4971],
    ["12,34,567 leads came", 1_234_567],
    ["down by 107 (−42 %)", -107],
    ["a share of 68.5 %", { share: 115 / 168 }],
    ["about 68 percent, or 69", { share: 0.685 }],
    ["Clickbay is the one", "clickbay"],
    ["It was 112.", 112],
  ])("%j says %j", (text, part) => {
    expect(isSaid(text, part)).toBe(true);
  });

  it.each([
    ["4971 leads came", 497],
    ["1.12 a day", 12],
    ["in 2112", 112],
    ["a share of 6.8 %", { share: 0.68 }],
  ])("%j does not say %j", (text, part) => {
    expect(isSaid(text, part)).toBe(false);
  });

  it("lacks what it does not say", () => {
    expect(findUnsaid("google brought 7", ["google", 7, "meta"])).toEqual(["meta"]);
  });
});

import fc from "fast-check";
import { expect, test } from "vitest";
import type { QueryAnswer } from "../stats/answer.ts";
import { toFileName } from "./export-name.ts";

const query: QueryAnswer = {
  from: "2026-11-16T00:00:00+05:30",
  to: "2026-11-23T00:00:00+05:30",
  timezone: "Asia/Kolkata",
  bucket: "none",
  group_by: ["source"],
  filters: [],
  compare: "none",
  order_by: "total",
  limit: 50,
  min_total: 1,
};

test.each<[Partial<QueryAnswer>, string]>([
  [{}, "lead-stats_by-source_2026-11-16_2026-11-22"],
  [
    { group_by: ["landing_page", "hour"], bucket: "30min" },
    "lead-stats_by-landing-page-hour_per-30min_2026-11-16_2026-11-22",
  ],
  [{ group_by: [], bucket: "day" }, "lead-stats_per-day_2026-11-16_2026-11-22"],
  [
    { from: "2026-11-01T00:00:00-04:00", to: "2026-11-02T00:00:00-05:00", timezone: "America/New_York" },
    "lead-stats_by-source_2026-11-01_2026-11-01",
  ],
  [
    // The clock skips the midnight at which the day ends.
    { from: "2026-09-05T00:00:00-04:00", to: "2026-09-06T01:00:00-03:00", timezone: "America/Santiago" },
    "lead-stats_by-source_2026-09-05_2026-09-05",
  ],
  [{ to: "2026-11-22T14:30:00+05:30" }, "lead-stats_by-source_2026-11-16_2026-11-22"],
  [
    { from: "2026-11-16T00:00:00+00:00", to: "2026-11-17T00:00:00+00:00", timezone: "UTC" },
    "lead-stats_by-source_2026-11-16_2026-11-16",
  ],
])("a file says what it holds and its first and last day: %j", (change, name) => {
  expect(toFileName("lead-stats", { ...query, ...change })).toBe(name);
});

test("a file name is safe to stand in a header and on a disk", () => {
  fc.assert(
    fc.property(fc.string(), (subject) => {
      expect(toFileName(subject, query)).toMatch(/^[a-z0-9_-]{1,120}$/);
    }),
  );
});

import { expect, test } from "vitest";
import { ADMIN, createFakeStatistics } from "./fake-statistics.ts";

async function cutsOf(raw: object) {
  const { quality } = await createFakeStatistics().statistics.stats(raw, ADMIN);
  return quality.warnings.filter(({ code }) => /^partial_(first|last)_bucket$/.test(code));
}

test("a bucket that begins before the period or ends after it is named, with what of it is counted", async () => {
  const raw = { from: "2026-10-14", to: "2026-11-11", bucket: "week" };
  expect(await cutsOf(raw)).toMatchInlineSnapshot(`
    [
      {
        "code": "partial_first_bucket",
        "message": "The first bucket, 2026-10-12, is counted only from 2026-10-14 on.",
      },
      {
        "code": "partial_last_bucket",
        "message": "The last bucket, 2026-11-09, is counted only before 2026-11-12.",
      },
    ]
  `);
  expect((await cutsOf({ ...raw, bucket: "month" })).map(({ message }) => message)).toMatchInlineSnapshot(`
    [
      "The first bucket, 2026-10-01, is counted only from 2026-10-14 on.",
      "The last bucket, 2026-11-01, is counted only before 2026-11-12.",
    ]
  `);
});

test("hours and days are cut by a moment inside them", async () => {
  const raw = {
    from: "2026-11-20T09:40:00+05:30",
    to: "2026-11-21T17:10:00+05:30",
    timezone: "Asia/Kathmandu",
  };
  for (const bucket of ["30min", "60min", "day"]) {
    expect((await cutsOf({ ...raw, bucket })).map(({ code }) => code)).toEqual([
      "partial_first_bucket",
      "partial_last_bucket",
    ]);
  }
  expect(await cutsOf({ ...raw, bucket: "60min" })).toMatchInlineSnapshot(`
    [
      {
        "code": "partial_first_bucket",
        "message": "The first bucket, 2026-11-20 09:00, is counted only from 2026-11-20 09:55 on.",
      },
      {
        "code": "partial_last_bucket",
        "message": "The last bucket, 2026-11-21 17:00, is counted only before 2026-11-21 17:25.",
      },
    ]
  `);
});

test("so is one of the compared period, unless the last of both is cut alike because it is under way", async () => {
  expect(await cutsOf({ period: "last_month", bucket: "month", compare: "previous" })).toMatchInlineSnapshot(`
    [
      {
        "code": "partial_first_bucket",
        "message": "The first bucket of the compared period, 2026-08-01, is counted only from 2026-08-31 on.",
      },
    ]
  `);
  const raw = { from: "2026-10-14", to: "2026-11-11", bucket: "week", compare: "previous" };
  expect((await cutsOf(raw)).map(({ message }) => message)).toMatchInlineSnapshot(`
    [
      "The first bucket, 2026-10-12, is counted only from 2026-10-14 on.",
      "The last bucket, 2026-11-09, is counted only before 2026-11-12.",
      "The first bucket of the compared period, 2026-09-14, is counted only from 2026-09-15 on.",
      "The last bucket of the compared period, 2026-10-12, is counted only before 2026-10-14.",
    ]
  `);
  expect(await cutsOf({ period: "this_week", bucket: "day", compare: "previous" })).toEqual([]);
  expect(await cutsOf({ days: 1, bucket: "60min", compare: "previous" })).toEqual([]);
});

test.each([
  { days: 7, bucket: "day" },
  { period: "this_week", bucket: "week" },
  { period: "last_month", bucket: "month" },
  { from: "2026-11-20T09:30:00+05:30", to: "2026-11-21T17:00:00+05:30", bucket: "30min" },
  { from: "2026-11-20T09:40:00+05:30", bucket: "none" },
  { from: "2026-11-01", to: "2026-11-01", bucket: "day", timezone: "America/New_York" },
])("whole buckets and an open last one are not called cut: %j", async (raw) => {
  expect(await cutsOf(raw)).toEqual([]);
});

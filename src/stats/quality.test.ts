import { expect, test } from "vitest";
import { ADMIN, createFakeStatistics, toRow } from "./fake-statistics.ts";
import { createStatistics } from "./statistics.ts";

/** The fakes' clock says so: 2026-11-22 15:45 in Kolkata, with events kept for 92 days. */
const NOW = "2026-11-22T15:45:00+05:30";
const KEPT_SINCE = "2026-08-22T15:45:00+05:30";

async function qualityOf(counts: Readonly<Record<string, number>>, raw: object = { period: "yesterday" }) {
  const { statistics } = createFakeStatistics(Object.keys(counts).length > 0 ? [toRow({}, counts)] : []);
  return (await statistics.stats({ bucket: "none", ...raw }, ADMIN)).quality;
}
const codesOf = async (...given: Parameters<typeof qualityOf>) =>
  (await qualityOf(...given)).warnings.map(({ code }) => code);

test("fewer than thirty events are called few, and none at all only that", async () => {
  expect(await codesOf({ n_primary: 29 })).toEqual(["few_events"]);
  expect(await codesOf({ n_primary: 30 })).toEqual([]);
  expect(await codesOf({})).toEqual(["no_events"]);
});

test("where nothing was ever recorded that is all there is to say", async () => {
  const statistics = createStatistics({
    engine: { ask: async () => ({ rows: [], neverWritten: true, asOf: 0 }) },
    projects: { list: async () => [] },
    reportingTimezone: "Asia/Kolkata",
    now: () => Date.parse(NOW),
    publicUrl: "https://leads.example.com",
  });
  const { quality } = await statistics.stats({ bucket: "none", period: "yesterday" }, ADMIN);
  expect(quality.warnings.map(({ code }) => code)).toEqual(["no_data_yet"]);
});

test("a series whose first event comes late says that the data may begin there", async () => {
  const first = Date.parse("2026-11-12T09:00:00+05:30") / 1000;
  const warn = async (raw: object) => {
    const { statistics } = createFakeStatistics([toRow({}, { n_primary: 30 }, first)]);
    const { quality } = await statistics.stats({ from: "2026-11-10", to: "2026-11-20", ...raw }, ADMIN);
    return quality.warnings.filter(({ code }) => code === "late_start");
  };
  expect(await warn({ bucket: "day" })).toMatchInlineSnapshot(`
    [
      {
        "code": "late_start",
        "message": "No event of this period is from before 2026-11-12 09:00: perhaps the data begins there, and zeros before it say nothing.",
      },
    ]
  `);
  const only = (dimension: string) => ({ filters: [{ dimension, values: ["acme"] }] });
  expect(await warn({ bucket: "day", ...only("project") })).toHaveLength(1);
  // Of a rare source it would be no news, and without buckets there are no zeros.
  expect(await warn({ bucket: "day", ...only("source") })).toEqual([]);
  expect(await warn({ bucket: "day", min_suspicion: 90 })).toEqual([]);
  expect(await warn({ bucket: "day", min_engagement: 90 })).toEqual([]);
  expect(await warn({ bucket: "none" })).toEqual([]);
  expect(await warn({ bucket: "day", from: "2026-11-12" })).toEqual([]);
});

test("a period that ends now is over", async () => {
  expect((await qualityOf({ n_primary: 30 }, { from: "2026-11-21", to: NOW })).open_period).toBe(false);
  expect((await qualityOf({ n_primary: 30 }, { days: 1 })).open_period).toBe(true);
});

test("a period that begins before the oldest event that is kept says where it does", async () => {
  expect(await codesOf({ n_primary: 30 }, { from: KEPT_SINCE, to: "2026-11-21" })).toEqual([]);
  const { warnings } = await qualityOf(
    { n_primary: 30 },
    { from: "2026-08-22T15:44:59+05:30", to: "2026-11-21" },
  );
  expect(warnings).toMatchInlineSnapshot(`
    [
      {
        "code": "retention",
        "message": "Events are kept for 92 days; the period before 2026-08-22 15:45 is empty for that reason.",
      },
    ]
  `);
});

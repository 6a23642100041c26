import { describe, expect, test } from "vitest";
import { ADMIN, createFakeStatistics, toRow } from "./fake-statistics.ts";
import { PERIODS } from "./statement.ts";

const JULY_S = Date.parse("2026-07-01T00:00:00Z") / 1000;

/** What a summary says of counts now and before, after the counts themselves. */
async function toSaid(now: Record<string, number>, before: Record<string, number>, raw: object = {}) {
  const rows = [
    toRow({ period: PERIODS.current, bucket: 20_778 }, now, JULY_S),
    toRow({ period: PERIODS.earlier, bucket: 20_766 }, before, JULY_S),
  ];
  const { headline } = await createFakeStatistics(rows).statistics.summary(raw, ADMIN);
  return headline.replace(/^.*?: .*?\. ?/, "");
}

describe("what a summary says of the period before", () => {
  test("nothing, when the period lies in the future", async () => {
    expect(await toSaid({}, {}, { from: "2027-01-01", to: "2027-01-07" })).toBe("");
  });

  test("nothing, when primary leads do not count", async () => {
    const filters = [{ dimension: "type", values: ["bot"] }];
    expect(await toSaid({ n_bot: 9 }, { n_bot: 3 }, { filters })).toBe("");
  });

  test("that it has no primary leads either", async () => {
    expect(await toSaid({ n_bot: 9 }, { n_bot: 3 })).toMatchInlineSnapshot(
      `"The period before has no primary leads either."`,
    );
  });

  test("that primary leads are level with it", async () => {
    expect(await toSaid({ n_primary: 5 }, { n_primary: 5 })).toMatchInlineSnapshot(
      `"Primary leads are level with the period before (5)."`,
    );
  });

  test("that a change is within what single days differ by", async () => {
    const rows = Array.from({ length: 27 }, (_, day) => {
      const period = day > 19 ? PERIODS.current : day > 12 ? PERIODS.earlier : PERIODS.neither;
      return toRow({ period, bucket: 20_751 + day }, { n_primary: day === 26 ? 90 : 20 }, JULY_S);
    });
    const { headline } = await createFakeStatistics(rows).statistics.summary({}, ADMIN);
    expect(headline).toMatchInlineSnapshot(
      `"210 events from 2026-11-16 to 2026-11-22 (Asia/Kolkata) so far: 210 primary leads. That is 70 primary leads more than in the same part of the period before (+50 %): no clear change, given how much single days differ."`,
    );
  });
});

import { expect, test } from "vitest";
import type { WholeStatsAnswer } from "../../stats/answer.ts";
import { toTimesDays } from "./days.ts";
import { TIMES_REQUEST } from "./request.ts";

test("a range that begins where midnight is skipped begins with a whole day", () => {
  const from = Date.parse("2026-04-24T01:00:00+03:00");
  const rows = Array.from({ length: 7 * 24 - 1 }, (_, hour) => {
    const local = new Date(from + (hour + 3) * 3_600_000).toISOString().slice(0, 19);
    return { bucket: `${local}+03:00`, primary: 1, total: 1 };
  });
  const query = {
    from: rows[0]?.bucket,
    to: "2026-05-01T00:00:00+03:00",
    timezone: "Africa/Cairo",
    bucket: "60min",
  };
  const answer = { query, rows, quality: { first_event: "2026-04-01T09:00:00+02:00" } };
  const request = TIMES_REQUEST.parse({});
  const days = toTimesDays(answer as unknown as WholeStatsAnswer, request, 24, Date.parse("2026-11-22"));
  expect(days.map(({ date }) => date)).toEqual([24, 25, 26, 27, 28, 29, 30].map((day) => `2026-04-${day}`));
});

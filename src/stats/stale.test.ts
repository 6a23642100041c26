import { expect, test } from "vitest";
import type { Principal } from "../domain/principal.ts";
import type { AskOptions } from "../engine/engine.ts";
import { createStatistics } from "./statistics.ts";

const NOW = Date.parse("2026-11-22T10:15:00Z");
const ADMIN: Principal = { keyId: "k1", role: "admin", projects: "all" };
const RANGE = { from: "2026-11-01", to: "2026-11-02" };

/** Statistics over a store that answers from copies of the given ages in seconds; 0 is not a copy. */
function createRig(...ages: readonly number[]) {
  const asked: (AskOptions | undefined)[] = [];
  const statistics = createStatistics({
    engine: {
      ask: async (_sql, options) => {
        const age = ages[asked.push(options) - 1] ?? 0;
        const answer = { rows: [], neverWritten: false, asOf: NOW / 1000 - age };
        return age > 0 ? { ...answer, stale: true } : answer;
      },
    },
    projects: { list: async () => [] },
    reportingTimezone: "Asia/Kolkata",
    now: () => NOW,
    publicUrl: "https://leads.example.com",
  });
  return { statistics, asked };
}

const staleIn = (answer: { quality: { warnings: { code: string; message: string }[] } }) =>
  answer.quality.warnings.filter(({ code }) => code === "stale").map(({ message }) => message);

test("numbers from an earlier copy say from when, by the zone's clock", async () => {
  const { statistics } = createRig(6060);
  expect(staleIn(await statistics.stats(RANGE, ADMIN))).toEqual([
    "The statistics store did not answer; these numbers are from 14:04.",
  ]);
});

test("numbers from another day say from which", async () => {
  const { statistics } = createRig(86_000);
  expect(staleIn(await statistics.stats(RANGE, ADMIN))).toEqual([
    "The statistics store did not answer; these numbers are from 2026-11-21 15:51.",
  ]);
});

test("one old part makes every answer old, also a comparison's", async () => {
  const { statistics } = createRig(0, 3600);
  expect(staleIn(await statistics.stats({ ...RANGE, compare: "previous" }, ADMIN))).toHaveLength(1);
  expect(staleIn(await createRig(0, 0, 3600).statistics.summary({}, ADMIN))).toHaveLength(1);
  expect(staleIn(await createRig(60).statistics.values({ dimension: "city" }, ADMIN))).toHaveLength(1);
  expect(staleIn(await createRig(60).statistics.schema({}, ADMIN))).toHaveLength(1);
});

test("numbers of now say nothing", async () => {
  expect(staleIn(await createRig().statistics.summary({}, ADMIN))).toEqual([]);
});

test("every statement tells when its range ends, so that past ones can be kept", async () => {
  const { statistics, asked } = createRig();
  await statistics.stats({ ...RANGE, compare: "previous", group_by: ["city"], bucket: "day" }, ADMIN);
  const end = Date.parse("2026-11-03T00:00:00+05:30") / 1000;
  expect(new Set(asked.map((options) => options?.closedSince))).toEqual(new Set([end]));
});

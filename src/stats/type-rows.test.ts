import { expect, test } from "vitest";
import { ADMIN, createFakeStatistics, toRow } from "./fake-statistics.ts";
import { toWilson } from "./rate.ts";

const BY_TYPE = { bucket: "none", group_by: ["type"] };

test("a row by type rests on the events of its own type alone", async () => {
  const counts = { n_primary: 300, n_bot: 39, q_n_primary: 300, q_n_bot: 39 };
  const { statistics } = createFakeStatistics([toRow({}, counts)]);
  const { rows } = await statistics.stats(BY_TYPE, ADMIN);
  const { low } = toWilson(1, 39);
  const bots = rows.find(({ type }) => type === "bot");
  expect(bots?.bot_rate).toEqual({ value: 1, low: Number(low.toFixed(4)), high: 1 });
});

test("a sampled row by type leaves no doubt that other types are not in it", async () => {
  const counts = { n_primary: 500, n_test: 40, q_n_primary: 50_000, q_n_test: 400 };
  const { statistics } = createFakeStatistics([{ ...toRow({}, counts), max_interval: 100 }]);
  const { rows } = await statistics.stats(BY_TYPE, ADMIN);
  const tests = rows.find(({ type }) => type === "test");
  expect(tests?.intervals).toMatchObject({ primary: { low: 0, high: 0 }, test: { low: 2, high: 78 } });
});

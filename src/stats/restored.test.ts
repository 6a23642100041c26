import { expect, test } from "vitest";
import { STATS_ANSWER, VALUES_ANSWER } from "./answer.ts";
import { ADMIN, createFakeStatistics, toRow } from "./fake-statistics.ts";

const HONEYPOT = toRow({ g1: "honeypot" }, { n_bot: 9 });
const RESTORED = toRow({ g1: "restored_bot" }, { n_primary: 5, restored_bot: 5 });
const BOTS = [{ dimension: "type", values: ["bot"] }];
const warned = ({ quality }: { quality: { warnings: { code: string; message: string }[] } }) =>
  quality.warnings.filter(({ code }) => code === "restored").map(({ message }) => message);

test("a value that only takes restored submissions back out is not listed as a value", async () => {
  const { statistics } = createFakeStatistics([HONEYPOT, RESTORED]);
  const answer = await statistics.values({ dimension: "reason", filters: BOTS }, ADMIN);
  expect(answer.values).toEqual([{ value: "honeypot", total: 9, primary: 0 }]);
  expect(VALUES_ANSWER.parse(answer)).toEqual(answer);
});

test("a value under which submissions were restored is listed with the leads they became", async () => {
  const { statistics } = createFakeStatistics([HONEYPOT, RESTORED]);
  const answer = await statistics.values({ dimension: "reason" }, ADMIN);
  expect(answer.values).toEqual([
    { value: "honeypot", total: 9, primary: 0 },
    { value: "restored_bot", total: 0, primary: 5 },
  ]);
  expect(VALUES_ANSWER.parse(answer)).toEqual(answer);
});

test("a count below zero is explained, in the totals, in a row and in what is compared", async () => {
  const filters = [{ dimension: "reason", values: ["restored_bot"] }];
  const total = await createFakeStatistics([RESTORED]).statistics.stats({ bucket: "none", filters }, ADMIN);
  expect(total.totals).toMatchObject({ total: 0, primary: 5, bot: -5 });
  expect(warned(total)).toMatchInlineSnapshot(`
    [
      "A count can fall below zero where it takes out restored submissions whose originals were counted in another period, group or filter.",
    ]
  `);
  expect(STATS_ANSWER.parse(total)).toEqual(total);

  const byReason = createFakeStatistics([HONEYPOT, RESTORED]).statistics;
  expect(warned(await byReason.stats({ group_by: ["reason"] }, ADMIN))).toHaveLength(1);

  const earlier = [HONEYPOT, { ...RESTORED, period: 0 }];
  const compared = createFakeStatistics(earlier).statistics;
  expect(warned(await compared.stats({ bucket: "none", compare: "previous" }, ADMIN))).toHaveLength(1);
});

test.each(["bot", "blocked"])(
  "a question about type %s reads what takes restored ones back out",
  async (type) => {
    const { engine, statistics } = createFakeStatistics();
    const filters = [{ dimension: "type", values: [type] }];
    await statistics.stats({ bucket: "none", filters, min_suspicion: 40, min_engagement: 20 }, ADMIN);
    expect(engine.statements[0]).toContain(
      ` AND (blob20 IN ('${type}') OR blob19 IN ('restored_${type}')) AND double2 >= 40 AND double3 >= 20`,
    );
  },
);

test("a question about bots counts nothing of the leads that restored ones became", async () => {
  const { statistics } = createFakeStatistics([{ ...RESTORED, m_vpn_count: 5, m_hot_count: 4 }]);
  const { totals } = await statistics.stats({ bucket: "none", filters: BOTS }, ADMIN);
  expect(totals).toMatchObject({ bot: -5, primary: 0, vpn_count: 0, hot_count: 0 });
});

test("a summary explains it too, also where only a project's row is below zero", async () => {
  const days = [toRow({ period: 1 }, { n_bot: 9 }), toRow({ period: 1 }, { n_primary: 5, restored_bot: 5 })];
  const projects = [
    toRow({ g1: "acme" }, { n_bot: 9 }),
    toRow({ g1: "zeta" }, { n_primary: 5, restored_bot: 5 }),
  ];
  const { statistics } = createFakeStatistics(days, projects, []);
  expect(warned(await statistics.summary({}, ADMIN))).toHaveLength(1);
});

test("restored submissions that are counted beside their originals need no word", async () => {
  const { statistics } = createFakeStatistics([HONEYPOT, RESTORED]);
  expect(warned(await statistics.stats({ bucket: "none" }, ADMIN))).toEqual([]);
});

test("few events are as many as the headline counts, restored ones not twice", async () => {
  const rows = [toRow({}, { n_primary: 5, n_bot: 8, restored_bot: 4 })];
  const { statistics } = createFakeStatistics(rows);
  const { headline, quality } = await statistics.stats({ bucket: "none" }, ADMIN);
  expect(headline).toMatch(/^9 events /);
  expect(quality.warnings.find(({ code }) => code === "few_events")?.message).toBe(
    "Only 9 events: shares are rough.",
  );
});

test("a single event is called one", async () => {
  const { statistics } = createFakeStatistics([toRow({}, { n_primary: 1 })]);
  const { quality } = await statistics.stats({ bucket: "none" }, ADMIN);
  expect(quality.warnings.find(({ code }) => code === "few_events")?.message).toBe(
    "Only 1 event: shares are rough.",
  );
});

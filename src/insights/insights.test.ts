import { describe, expect, test } from "vitest";
import { createFakeEngine } from "../stats/fake-engine.ts";
import { createStatistics } from "../stats/statistics.ts";
import { INSIGHTS, type InsightName } from "./catalog.ts";
import { createFakeStatistics, type FakeEvents } from "./fake-statistics.ts";
import { createInsights } from "./insights.ts";

const NOW = Date.parse("2026-11-22T10:15:00Z");
const SCOPED = { keyId: "k2", role: "marketing", projects: ["acme"] } as const;
const NAMES = Object.keys(INSIGHTS) as InsightName[];
const MOST_STATEMENTS = 6;

/** Insights over the real statistics core, whose engine finds nothing. */
function rig() {
  const engine = createFakeEngine();
  const statistics = createStatistics({
    engine,
    projects: { list: async () => [{ id: "acme", name: "Acme", timezone: "America/New_York" }] },
    reportingTimezone: "Asia/Kolkata",
    kAnonymity: 1,
    now: () => NOW,
    publicUrl: "https://leads.example.com",
  });
  return { engine, insights: createInsights({ statistics, now: () => NOW }) };
}

describe.each(NAMES)("%s", (name) => {
  test("of nothing is a reasoned answer of its own schema", async () => {
    const { insights } = rig();
    const answer = await insights[name]({}, SCOPED);
    expect(INSIGHTS[name].answer.parse(answer)).toEqual(answer);
    expect(answer).toMatchObject({ status: "not_enough_data", query: { timezone: "America/New_York" } });
    expect(answer.reason).toMatch(/^Not enough data: .+\.$/);
  });

  test("keeps within its statements and the caller's projects", async () => {
    const { engine, insights } = rig();
    const { method } = await insights[name]({}, SCOPED);
    expect(engine.statements.length).toBeGreaterThan(0);
    expect(engine.statements.length).toBeLessThanOrEqual(method.statements);
    expect(method.statements).toBeLessThanOrEqual(MOST_STATEMENTS);
    for (const sql of engine.statements) expect(sql).toContain("index1 IN ('acme')");
  });

  test("links to itself", async () => {
    const { insights } = rig();
    const first = await insights[name](
      { filters: [{ dimension: "country", operator: "is", values: ["IN"] }] },
      SCOPED,
    );
    const { link, query } = first;
    const url = new URL(link);
    expect(url.pathname).toBe(`/analytics/insights/${INSIGHTS[name].path}`);
    expect(url.searchParams.get("country")).toBe("IN");
    // Whoever may see more is told of the same projects.
    expect(url.searchParams.get("project")).toBe("acme");
    const { country: _, project: __, ...given } = Object.fromEntries(url.searchParams);
    const fields = Object.entries(given).map(([field, text]) => [
      field,
      Array.isArray((query as Record<string, unknown>)[field]) ? text.split(",") : text,
    ]);
    const again = await insights[name]({ ...Object.fromEntries(fields), filters: query.filters }, SCOPED);
    expect(again).toEqual(first);
  });

  test("looks back as far as a question may begin", async () => {
    const { insights } = rig();
    // Nearly the longest period, and none that must be refused for its many hours.
    const wide = { from: "2017-01-01", ...(name === "bestTimes" && { to: "2017-12-31" }) };
    await expect(insights[name](wide, SCOPED)).resolves.toMatchObject({ status: "not_enough_data" });
  });

  test("refuses what it does not know, by name", async () => {
    const { insights } = rig();
    await expect(insights[name]({ dayz: 7 }, SCOPED)).rejects.toThrow(/dayz: unknown parameter/);
    await expect(insights[name]({ from: "yesterday" }, SCOPED)).rejects.toThrow(/from/);
    const foreign = [{ dimension: "project", operator: "is", values: ["zeta"] }];
    await expect(insights[name]({ filters: foreign }, SCOPED)).rejects.toThrow(/cannot see that project/);
  });
});

test("every headline says whose numbers it tells", async () => {
  const events = Array.from({ length: 84 * 4 }, (_, at): FakeEvents[] => {
    const common = {
      at: NOW / 1000 - at * 21_600,
      labels: { project: "acme", source: at % 3 ? "google" : "meta" },
    };
    return [
      { ...common, type: "primary", count: 5 + (at % 4) },
      { ...common, type: "bot", count: at % 2 },
    ];
  }).flat();
  const insights = createInsights({ statistics: createFakeStatistics(events, NOW), now: () => NOW });
  const filters = [{ dimension: "project", operator: "is", values: ["acme"] }];
  const answers = await Promise.all(NAMES.map((name) => insights[name]({ filters }, SCOPED)));
  expect(answers.map(({ headline }) => headline.slice(0, 60))).toMatchInlineSnapshot(`
    [
      "2 segments compared in one project: none differs from the re",
      "In one project, most leads come every day 15:00–18:00 (2.5 t",
      "Nothing unusual in 7 days in one project: every count, share",
      "Primary leads in one project stayed at 156 (6 whole days aga",
      "768 events in one project, including 713 primary leads: 7.2 ",
      "Expected primary leads in one project: 26 (25 to 27) in the ",
    ]
  `);
  for (const { headline } of answers) expect(headline).toMatch(/\bin one project\b/i);
});

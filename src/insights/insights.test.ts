import { describe, expect, test } from "vitest";
import { createFakeEngine } from "../stats/fake-engine.ts";
import { createStatistics } from "../stats/statistics.ts";
import { INSIGHTS, type InsightName } from "./catalog.ts";
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
    const { link, query } = await insights[name](
      { filters: [{ dimension: "country", operator: "is", values: ["IN"] }] },
      SCOPED,
    );
    const url = new URL(link);
    expect(url.pathname).toBe(`/analytics/insights/${INSIGHTS[name].path}`);
    expect(url.searchParams.get("country")).toBe("IN");
    const { country: _, ...given } = Object.fromEntries(url.searchParams);
    const fields = Object.entries(given).map(([field, text]) => [
      field,
      Array.isArray((query as Record<string, unknown>)[field]) ? text.split(",") : text,
    ]);
    const again = await insights[name]({ ...Object.fromEntries(fields), filters: query.filters }, SCOPED);
    expect(again.query).toEqual(query);
  });

  test("refuses what it does not know, by name", async () => {
    const { insights } = rig();
    await expect(insights[name]({ dayz: 7 }, SCOPED)).rejects.toThrow(/dayz: unknown parameter/);
    await expect(insights[name]({ from: "yesterday" }, SCOPED)).rejects.toThrow(/from/);
    const foreign = [{ dimension: "project", operator: "is", values: ["zeta"] }];
    await expect(insights[name]({ filters: foreign }, SCOPED)).rejects.toThrow(/cannot see that project/);
  });
});

import { describe, expect, it } from "vitest";
import type { Principal } from "../../domain/principal.ts";
import { createFakeInsights } from "../fake-insights.ts";
import { createFakeStatistics } from "../fake-statistics.ts";
import { toRefusalText } from "../refusal.ts";
import { getLeadStats } from "../tools/get-lead-stats.ts";

const principal: Principal = { keyId: "k1", role: "marketing", projects: "all" };

/** A world that knows three projects; `found` is how many events every answer rests on. */
function toContext(found = 812) {
  const fake = createFakeStatistics(["ga-search-brand", "ga-amenities-reels", "ga-weekend-site-visits"]);
  const asked: unknown[] = [];
  const projects = [
    { id: "green-acres", name: "Green Acres Residences", timezone: "Asia/Kolkata" },
    { id: "marina-vista", name: "Marina Vista Dubai", timezone: "Asia/Dubai" },
    { id: "marina-pearl", name: "Marina Pearl Dubai", timezone: "Asia/Dubai" },
  ];
  return {
    asked,
    principal,
    insights: createFakeInsights(),
    statistics: {
      ...fake,
      async stats(raw: unknown) {
        asked.push(raw);
        const answer = await fake.stats(raw, principal);
        return { ...answer, quality: { ...answer.quality, rows_read: found } };
      },
      async schema(raw: unknown) {
        return { ...(await fake.schema(raw, principal)), projects };
      },
    },
  };
}

const filter = (dimension: string, ...values: string[]) => [{ dimension, operator: "is", values }];

describe("a project", () => {
  it.each([
    ["its name", "Green Acres Residences", "green-acres"],
    ["a part of its name", "Green Acres", "green-acres"],
    ["its id in other letters", "Green-Acres", "green-acres"],
  ])("is known by %s, and the answer says so", async (_, given, id) => {
    const context = toContext();
    const { text } = await getLeadStats.run({ filters: filter("project", given) }, context);
    expect(context.asked).toMatchObject([{ filters: [{ values: [id] }] }]);
    expect(text).toContain(`Warning: project "${given}" was read as ${id}.`);
  });

  it("is not looked up when it is named by an id", async () => {
    const context = toContext();
    context.statistics.schema = () => Promise.reject(new Error("looked up"));
    await getLeadStats.run({ filters: filter("project", "green-acres") }, context);
    expect(context.asked).toMatchObject([{ filters: filter("project", "green-acres") }]);
  });

  it.each([
    ["means none", "Blue Acres"],
    ["means several", "Marina"],
    ["has the form of an id and is none", "green-acre"],
  ])("whose name %s is refused with those there are", async (_, given) => {
    const error = await getLeadStats
      .run({ filters: filter("project", given) }, toContext(0))
      .catch((thrown: unknown) => thrown);
    expect(toRefusalText(error)).toContain("Allowed: green-acres, marina-vista, marina-pearl.");
  });

  it("misspelt is refused with the nearest", async () => {
    const asked = getLeadStats.run({ filters: filter("project", "green-acre") }, toContext(0));
    expect(toRefusalText(await asked.catch((thrown: unknown) => thrown))).toMatchInlineSnapshot(`
      "There is no such project, or this key may not see it.
      - filters: "green-acre" is no project. Did you mean "green-acres"? Allowed: green-acres, marina-vista, marina-pearl.
      describe_data lists the projects this key may see."
    `);
  });
});

describe("a value that no event has", () => {
  it("is told with those like it", async () => {
    const { structured, text } = await getLeadStats.run(
      { filters: filter("utm_campaign", "Weekend site visits") },
      toContext(0),
    );
    expect(text.split("\n").at(-1)).toMatchInlineSnapshot(
      `"Warning: No event of the last 90 days has utm_campaign "Weekend site visits". Values like it: "ga-weekend-site-visits"."`,
    );
    expect(structured).toMatchObject({ quality: { warnings: [{ code: "no_such_value" }] } });
  });

  it("is not looked for while the answer holds anything", async () => {
    const { text } = await getLeadStats.run({ filters: filter("utm_campaign", "none such") }, toContext(1));
    expect(text).not.toContain("Warning");
  });
});

import { describe, expect, it } from "vitest";
import type { Principal } from "../../domain/principal.ts";
import { createFakeInsights } from "../fake-insights.ts";
import { createFakeStatistics } from "../fake-statistics.ts";
import { toRefusalText } from "../refusal.ts";
import { INSTRUCTION_LIKE_LABELS } from "../strange-labels.ts";
import { getLeadStats } from "../tools/get-lead-stats.ts";

const principal: Principal = { keyId: "k1", role: "marketing", projects: "all" };

const CAMPAIGNS = ["ga-search-brand", "ga-amenities-reels", "ga-weekend-site-visits"];

/** A world that knows three projects; `found` is how many events every answer rests on. */
function toContext(found = 812, campaigns: readonly string[] = CAMPAIGNS) {
  const fake = createFakeStatistics(campaigns);
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
      async projects() {
        return projects;
      },
      // A project is looked up where it costs no statement.
      schema: () => Promise.reject(new Error("a statement over ten years")),
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
    context.statistics.projects = () => Promise.reject(new Error("looked up"));
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

describe.each([
  ["left out", { dimension: "project", operator: "is_not", values: ["nope"] }],
  ["named beside a real one", { dimension: "project", operator: "is", values: ["green-acres", "nope"] }],
])("a project that is none, %s", (_, condition) => {
  const refusalOf = async (context: ReturnType<typeof toContext> & { principal: Principal }) => {
    const asked = getLeadStats.run({ filters: [condition] }, context);
    return toRefusalText(await asked.catch((thrown: unknown) => thrown));
  };

  it("is refused where nothing was found", async () => {
    expect(await refusalOf(toContext(0))).toContain('"nope" is no project');
  });

  it("is refused for a scoped key, which the statistics tell nothing", async () => {
    const scoped: Principal = { ...principal, projects: ["green-acres", "marina-vista", "marina-pearl"] };
    expect(await refusalOf({ ...toContext(), principal: scoped })).toContain('"nope" is no project');
  });

  it("is told once beside what was found: the statistics have said it", async () => {
    const context = toContext();
    const told = {
      code: "unknown_project",
      message: 'The directory of projects has no project with the id under "named".',
      labels: { named: ["nope"] },
    };
    const stats = async (raw: unknown) => {
      const answer = await context.statistics.stats(raw);
      return { ...answer, quality: { ...answer.quality, warnings: [told] } };
    };
    const statistics = { ...context.statistics, stats };
    const { structured, text } = await getLeadStats.run({ filters: [condition] }, { ...context, statistics });
    expect(structured).toMatchObject({ quality: { warnings: [told] } });
    expect(text.split("\n").slice(-2)).toEqual([`Warning: ${told.message}`, "named\tnope"]);
  });
});

it.each([0, 812])("a key's own projects are not looked up (%i events)", async (found) => {
  const context = toContext(found);
  context.statistics.projects = () => Promise.reject(new Error("looked up"));
  const scoped: Principal = { ...principal, projects: ["green-acres", "closed-years-ago"] };
  const filters = filter("project", ...scoped.projects);
  const { text } = await getLeadStats.run({ filters }, { ...context, principal: scoped });
  expect(text).not.toContain("Warning");
});

it("a project that is one can be left out without a word", async () => {
  const filters = [{ dimension: "project", operator: "is_not", values: ["marina-vista", "(unknown)"] }];
  const { text } = await getLeadStats.run({ filters }, toContext());
  expect(text).not.toContain("Warning");
});

describe("a value that no event has", () => {
  it("is told with those like it, none of them in the sentence", async () => {
    const { structured, text } = await getLeadStats.run(
      { filters: filter("utm_campaign", "Weekend site visits") },
      toContext(0),
    );
    expect(text.split("\n").slice(-3)).toMatchInlineSnapshot(`
      [
        "Warning: No event of the last 90 days has a utm_campaign under "named"; those under "near" are like it.",
        "named	Weekend site visits",
        "near	ga-weekend-site-visits",
      ]
    `);
    expect(structured).toMatchObject({
      quality: {
        warnings: [
          {
            code: "no_such_value",
            labels: { named: ["Weekend site visits"], near: ["ga-weekend-site-visits"] },
          },
        ],
      },
    });
  });

  it.each(INSTRUCTION_LIKE_LABELS)("never lets a label like it speak for the server: %j", async (label) => {
    const word = /[\p{L}\p{N}]{3,}/u.exec(label)?.[0] ?? "none";
    const filters = filter("utm_campaign", word);
    const { structured, text } = await getLeadStats.run({ filters }, toContext(0, [label]));
    const { warnings } = structured.quality as { warnings: { message: string }[] };
    for (const { message } of warnings) expect(message).not.toContain(label);
    const said = text.split("\n").filter((line) => line.startsWith("Warning"));
    expect(said).toEqual(warnings.map(({ message }) => `Warning: ${message}`));
  });

  it("is told of beside values that have events", async () => {
    const filters = filter("utm_campaign", "ga-search-brand", "ga-search-brnad");
    const { text } = await getLeadStats.run({ filters }, toContext());
    expect(text).toContain("\nnamed\tga-search-brnad\nnear\tga-search-brand");
  });

  it("is told of whatever it begins with", async () => {
    const { text } = await getLeadStats.run({ filters: filter("utm_campaign", "(not set)") }, toContext(0));
    expect(text).toMatch(/\nWarning: No event of the last 90 days .+\nnamed\t\(not set\)$/);
  });

  it("is not looked for under the label of no value", async () => {
    const { text } = await getLeadStats.run({ filters: filter("utm_campaign", "(unknown)") }, toContext(0));
    expect(text).not.toContain("Warning");
  });

  it("is told of when it was to be left out", async () => {
    const filters = [{ dimension: "utm_campaign", operator: "is_not", values: ["nope"] }];
    const { text } = await getLeadStats.run({ filters }, toContext());
    expect(text).toMatch(/\nWarning: No event of the last 90 days .+\nnamed\tnope$/);
  });

  it("is told with four others at most, and near is what is like these", async () => {
    const none = ["zz1", "zz2", "zz3", "zz4", "zz5"];
    const asked = (...values: string[]) =>
      getLeadStats.run({ filters: filter("utm_campaign", ...values) }, toContext(0));
    const { text } = await asked(...none, "ga-search-brnad");
    expect(text.split("\n").at(-1)).toBe(`named\t${none.join("\t")}`);
    expect((await asked(...none.slice(1), "ga-search-brnad")).text).toContain("\nnear\tga-search-brand");
  });

  it.each([0, 812])(
    "is not called unknown where the values are too many to be listed (%i events)",
    async (found) => {
      const filters = filter("utm_campaign", "ga-search-brand", "rare");
      const { text } = await getLeadStats.run({ filters }, toContext(found, ["ga-search-brand", "(other)"]));
      expect(text).not.toContain("Warning");
    },
  );

  it("costs no answer where it cannot be looked for", async () => {
    const context = toContext();
    context.statistics.values = () => Promise.reject(new Error("busy"));
    const { text } = await getLeadStats.run({ filters: filter("utm_campaign", "a", "b") }, context);
    expect(text).not.toContain("Warning");
  });

  it.each([
    ["one value is named and has events", filter("utm_campaign", "any"), []],
    ["each has a row of its own", filter("utm_campaign", "ga-search-brand"), ["utm_campaign"]],
    [
      "several have rows of their own",
      filter("utm_campaign", "ga-search-brand", "ga-amenities-reels"),
      ["utm_campaign"],
    ],
  ])("is not looked for while %s", async (_, filters, group_by) => {
    const context = toContext(1);
    const looked = () => Promise.reject(new Error("looked up"));
    const statistics = { ...context.statistics, values: looked, projects: looked };
    const { text } = await getLeadStats.run({ filters, group_by }, { ...context, statistics });
    expect(text).not.toContain("Warning");
  });
});

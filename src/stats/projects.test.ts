import { describe, expect, test } from "vitest";
import type { Principal } from "../domain/principal.ts";
import type { Project } from "../domain/project.ts";
import { STATS_ANSWER } from "./answer.ts";
import { createFakeEngine } from "./fake-engine.ts";
import { ADMIN, toRow } from "./fake-statistics.ts";
import { createStatistics } from "./statistics.ts";

const SCOPED: Principal = { keyId: "k2", role: "marketing", projects: ["acme"] };
const ACME: Project = { id: "acme", name: "Acme", timezone: "America/New_York" };
const ZETA: Project = { id: "zeta", name: "Zeta" };

function ask(projects: readonly Project[] = [ACME, ZETA], principal = ADMIN) {
  const engine = createFakeEngine([toRow({}, { n_primary: 40 })]);
  const statistics = createStatistics({
    engine,
    projects: { list: async () => projects },
    reportingTimezone: "Asia/Kolkata",
    now: () => Date.parse("2026-11-22T10:15:00Z"),
    publicUrl: "https://leads.example.com",
  });
  return {
    engine,
    statistics,
    stats: (raw: object = {}) => statistics.stats({ bucket: "none", ...raw }, principal),
  };
}

describe("a filter that names a project of which the directory knows nothing", () => {
  const toWarnings = async (operator: string, values: string[], principal = ADMIN) => {
    const filters = [{ dimension: "project", operator, values }];
    const answer = await ask([ACME, ZETA], principal).stats({ filters });
    expect(STATS_ANSWER.parse(answer)).toEqual(answer);
    return answer.quality.warnings.filter(({ code }) => code === "unknown_project");
  };

  test("is answered with its id apart from the sentence, whether or not there are events", async () => {
    expect(await toWarnings("is", ["acme", "akme"])).toMatchInlineSnapshot(`
      [
        {
          "code": "unknown_project",
          "labels": {
            "named": [
              "akme",
            ],
          },
          "message": "The directory of projects has no project with the id under "named".",
        },
      ]
    `);
  });

  test.each([
    ["is_not", ["akme", "zetta", "akme"], ["akme", "zetta"]],
    ["is", ["a1", "a2", "a3", "a4", "a5", "a6"], ["a1", "a2", "a3", "a4", "a5"]],
  ])("of %s %j names %j", async (operator, values, named) => {
    expect(await toWarnings(operator, values)).toMatchObject([{ labels: { named } }]);
  });

  test.each([
    ["is", ["acme", "(unknown)"]],
    ["contains", ["akme"]],
  ])("is none with %s %j", async (operator, values) => {
    expect(await toWarnings(operator, values)).toEqual([]);
  });

  test("tells a scoped key nothing, so that it cannot find out which other projects there are", async () => {
    expect(await toWarnings("is_not", ["zeta"], SCOPED)).toEqual([]);
    expect(await toWarnings("is_not", ["gamma"], SCOPED)).toEqual([]);
  });
});

test("the only project there is gives its zone, whoever asks", async () => {
  const zoneOf = async (...asked: Parameters<typeof ask>) => (await ask(...asked).stats()).query.timezone;
  expect(await zoneOf([ACME])).toBe("America/New_York");
  expect(await zoneOf([ACME], SCOPED)).toBe("America/New_York");
  expect(await zoneOf([ZETA])).toBe("Asia/Kolkata");
  expect(await zoneOf([ACME, ZETA])).toBe("Asia/Kolkata");
  expect(await zoneOf([])).toBe("Asia/Kolkata");
});

test("the projects a key may see cost no statement", async () => {
  const { engine, statistics } = ask();
  const zeta = { id: "zeta", name: "Zeta", timezone: "Asia/Kolkata" };
  expect(await statistics.projects(ADMIN)).toEqual([ACME, zeta]);
  expect(await statistics.projects(SCOPED)).toEqual([ACME]);
  expect(engine.statements).toEqual([]);
  expect((await statistics.schema({}, SCOPED)).projects).toEqual([ACME]);
});

describe("a scoped key's projects", () => {
  const TWO: Principal = { ...SCOPED, projects: ["zeta", "acme"] };
  const OWN = { dimension: "project", operator: "is", values: ["zeta", "acme"] };
  const GOOGLE = { dimension: "source", operator: "is", values: ["google"] };

  /** Answers and statements of every question about filters. */
  const toAnswers = async (raw: object, principal: Principal) => {
    const { engine, statistics } = ask([ACME, ZETA], principal);
    const answers = [
      await statistics.stats(raw, principal),
      await statistics.summary(raw, principal),
      await statistics.values({ dimension: "source", ...raw }, principal),
    ];
    return { answers, statements: engine.statements };
  };

  test.each([
    ["several", TWO, OWN],
    ["one", SCOPED, { ...OWN, values: ["acme"] }],
  ])("stand in its answers, so that their links mean the same for everybody (%s)", async (_, key, own) => {
    const { answers } = await toAnswers({ filters: [GOOGLE] }, key);
    for (const { query, link } of answers) {
      expect(query.filters).toEqual([own, GOOGLE]);
      expect(new URL(link).searchParams.get("project")).toBe(own.values.join());
    }
  });

  test("change nothing when they are asked again", async () => {
    const first = await toAnswers({ filters: [GOOGLE] }, TWO);
    for (const filters of [
      [OWN, GOOGLE],
      [GOOGLE, { ...OWN, values: ["acme", "zeta"] }],
    ])
      expect(await toAnswers({ filters }, TWO)).toEqual(first);
  });

  test("give way to those of them that a question names", async () => {
    const filters = [{ ...OWN, values: ["acme"] }];
    expect((await ask([ACME, ZETA], TWO).stats({ filters })).query.filters).toEqual(filters);
    const without = [{ dimension: "project", operator: "is_not", values: ["acme"] }];
    expect((await ask([ACME, ZETA], TWO).stats({ filters: without })).query.filters).toEqual([
      OWN,
      ...without,
    ]);
  });

  test("are left out where a filter has no room for them, or a question for a filter", async () => {
    const many = { ...SCOPED, projects: Array.from({ length: 51 }, (_, at) => `p${at}`) };
    expect((await ask([], many).stats()).query.filters).toEqual([]);
    const filters = Array.from({ length: 20 }, () => GOOGLE);
    expect((await ask([], TWO).stats({ filters })).query.filters).toEqual(filters);
  });
});

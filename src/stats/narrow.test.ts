import { describe, expect, test } from "vitest";
import type { Principal } from "../domain/principal.ts";
import type { EngineRow } from "../engine/engine.ts";
import { STATS_ANSWER } from "./answer.ts";
import { createFakeEngine, type FakeEngine } from "./fake-engine.ts";
import { toProblem } from "./fake-statistics.ts";
import { createStatistics } from "./statistics.ts";

const ADMIN: Principal = { keyId: "k1", role: "admin", projects: "all" };
const NOW = Date.parse("2026-11-22T10:15:00Z");

const source = (name: string, primary: number, interval = 1): EngineRow => ({
  g1: name,
  n_primary: primary,
  q_n_primary: primary * interval,
  weight: primary,
  rows_read: primary / interval,
  max_interval: interval,
  first_at: 1_795_200_000,
  last_at: 1_795_300_000,
});

function ask(...given: (readonly EngineRow[])[] | [FakeEngine]) {
  const [first] = given;
  return createStatistics({
    engine: first && "ask" in first ? first : createFakeEngine(...(given as (readonly EngineRow[])[])),
    projects: { list: async () => [] },
    reportingTimezone: "Etc/UTC",
    now: () => NOW,
    publicUrl: "https://leads.example.com",
  });
}

describe("a question that names its metrics", () => {
  test("gets rows with those alone, in the usual order, and whole totals", async () => {
    const answer = await ask([source("google", 40)]).stats(
      { group_by: ["source"], metrics: ["bot_rate", "primary"] },
      ADMIN,
    );
    expect(answer.rows).toEqual([
      { source: "google", primary: 40, bot_rate: { value: 0, low: 0, high: 0.0876 } },
    ]);
    expect(answer.totals.total).toBe(40);
    expect(answer.query.metrics).toEqual(["primary", "bot_rate"]);
    expect(new URL(answer.link).searchParams.get("metrics")).toBe("primary,bot_rate");
    expect(STATS_ANSWER.parse(answer)).toEqual(answer);
  });

  test("gets their intervals too where counts are estimates", async () => {
    const { rows } = await ask([source("google", 40, 10)]).stats(
      { group_by: ["source"], metrics: ["primary"] },
      ADMIN,
    );
    expect(rows).toEqual([{ source: "google", primary: 40, intervals: { primary: { low: 2, high: 78 } } }]);
  });

  test("may name them in one text, also by older names", async () => {
    const { query } = await ask([]).stats({ metrics: "total, hot_lead_count" }, ADMIN);
    expect(query.metrics).toEqual(["total", "hot_count"]);
  });

  test("learns which there are when one is unknown", async () => {
    const asked = ask([]).stats({ metrics: ["bots"] }, ADMIN);
    await expect(asked).rejects.toMatchObject({ errors: [{ field: "metrics", didYouMean: "bot" }] });
  });
});

describe("a question that names its most rows", () => {
  const SOURCES = [source("google", 40), source("meta", 30), source("bing", 20), source("mail", 10)];

  test("gets fewer groups, and rows that still add up", async () => {
    const { rows, totals, quality } = await ask(SOURCES).stats({ group_by: ["source"], max_rows: 3 }, ADMIN);
    expect(rows.map((row) => [row.source, row.total])).toEqual([
      ["google", 40],
      ["meta", 30],
      ["(other)", 30],
    ]);
    expect(totals.total).toBe(100);
    expect(quality.warnings.map(({ code }) => code)).toContain("folded");
  });

  test("gets every group when all fit, and no more rows than it named", async () => {
    const all = await ask(SOURCES).stats({ group_by: ["source"], max_rows: 4 }, ADMIN);
    expect(all.rows.map((row) => row.source)).toEqual(["google", "meta", "bing", "mail"]);
    const asked = ask(SOURCES).stats({ group_by: ["source", "type"], max_rows: 5 }, ADMIN);
    await expect(asked).rejects.toMatchObject({ code: "too_many_cells" });
  });

  test("is not told to raise a limit that did not cut", async () => {
    const toFolded = async (question: object) => {
      const { quality } = await ask(SOURCES).stats({ group_by: ["source"], ...question }, ADMIN);
      return quality.warnings.find(({ code }) => code === "folded")?.message;
    };
    expect(await toFolded({ limit: 2 })).toBe(
      "2 further groups are summed as (other); raise limit to list more.",
    );
    expect(await toFolded({ limit: 3 })).toBe(
      "1 further group is summed as (other); raise limit to list more.",
    );
    expect(await toFolded({ max_rows: 3 })).toBe("2 further groups are summed as (other).");
    expect(await toFolded({ min_total: 25 })).toBe("2 further groups are summed as (other).");
  });

  test("gets as many groups in every bucket as fit", async () => {
    const { rows } = await ask(SOURCES, []).stats(
      { days: 7, bucket: "day", group_by: ["source"], max_rows: 22 },
      ADMIN,
    );
    expect(new Set(rows.map((row) => row.source))).toEqual(new Set(["google", "meta"]));
    expect(rows).toHaveLength(14);
  });

  test("is told how many buckets fit", async () => {
    const toAdvice = async (days: number) => {
      const asked = ask([]).stats({ days, bucket: "30min", max_rows: 168 }, ADMIN);
      return (await toProblem(asked)).errors[0]?.message;
    };
    expect(await toAdvice(7)).toBe(
      "choose a longer bucket, a period of at most 168 such buckets, fewer groups or a lower limit",
    );
  });

  test("is refused when its buckets alone are more, before anything is asked", async () => {
    const engine = createFakeEngine([]);
    const question = { days: 1, bucket: "30min", max_rows: 40, compare: "previous" };
    const asked = ask(engine).stats(question, ADMIN);
    await expect(asked).rejects.toMatchObject({ code: "too_many_cells", errors: [{ field: "bucket" }] });
    expect(engine.statements).toEqual([]);
  });
});

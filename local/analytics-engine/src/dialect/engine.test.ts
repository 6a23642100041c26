import fc from "fast-check";
import { afterAll, describe, expect, it } from "vitest";
import { ACCEPTED } from "./corpus.ts";
import { toPlan } from "./guard.ts";
import { STATEMENTS } from "./testing/statement-arbitrary.ts";
import { createTestTable } from "./testing/test-table.ts";
import { ZONES } from "./zones.ts";

const table = createTestTable([1795200299, 1795200359]);
afterAll(() => table.close());

function toClickHouseText(sql: string): string | null {
  const plan = toPlan(sql, (name) => name === "leads");
  return plan.kind === "select" ? plan.sql : null;
}

/** Values ClickHouse cannot convert, divide or round show at planning when they are constants. */
const VALUE_ERRORS = ["6", "12", "32", "41", "69", "70", "72", "135", "153"];

describe("ClickHouse", () => {
  it.each(ACCEPTED)("runs the rewrite of $sql", ({ sql }) => {
    const text = toClickHouseText(sql);
    if (text !== null) expect(() => table.session.query(text, "JSON")).not.toThrow();
  });

  it("knows exactly the dialect's time zones", () => {
    const answer = table.session.query("SELECT time_zone FROM system.time_zones", "TabSeparated");
    expect(answer.trim().split("\n").sort()).toEqual(ZONES);
  });

  it("plans what the guard accepts of generated statements", () => {
    const faults: string[] = [];
    let planned = 0;
    for (const sql of fc.sample(STATEMENTS, { numRuns: 600, seed: 20261120 })) {
      const text = accept(sql);
      if (text === null) continue;
      planned += 1;
      const fault = explain(text);
      if (fault !== null) faults.push(fault);
    }
    expect(faults).toEqual([]);
    expect(planned).toBeGreaterThan(300);
  });
});

function accept(sql: string): string | null {
  try {
    return toClickHouseText(sql);
  } catch {
    return null;
  }
}

function explain(text: string): string | null {
  try {
    table.session.query(`EXPLAIN ${text}`, "TabSeparated");
    return null;
  } catch (error) {
    const code = /Code: (\d+)/.exec(String(error))?.[1] ?? "";
    return VALUE_ERRORS.includes(code) ? null : `${text}\n${String(error)}`;
  }
}

describe("nesting at the guard's limits", () => {
  const repeat = (count: number, open: string, inner: string, close: string) =>
    `${open.repeat(count)}${inner}${close.repeat(count)}`;
  const chain = (count: number, toItem: (index: number) => string) =>
    Array.from({ length: count }, (_, index) => toItem(index)).join("");

  it.each([
    ["brackets", `SELECT ${repeat(47, "(", "1", ")")} AS a`],
    ["minus signs", `SELECT ${"- ".repeat(47)}1 AS a`],
    ["NOT", `SELECT 1 AS a WHERE ${"NOT ".repeat(47)}true`],
    ["weeks", `SELECT ${repeat(47, "toStartOfWeek(", "timestamp", ")")} AS a FROM leads`],
    ["if", `SELECT ${repeat(45, "if(double1 = 1, ", "1", ", -2)")} AS a FROM leads`],
    ["subqueries", `SELECT * FROM ${repeat(44, "(SELECT * FROM ", "(SELECT count() FROM leads)", ")")}`],
    ["sums", `SELECT 1${" + 2 - 3".repeat(49)} AS a`],
    ["a long OR", `SELECT count() AS n FROM leads WHERE blob1 = 'a'${" OR blob2 = 'b'".repeat(600)}`],
    ["a long list", `SELECT count() AS n FROM leads WHERE double1 IN (1.0${", 1.0".repeat(1900)})`],
    ["aliases on aliases", `SELECT double1 AS a0${chain(145, (n) => `, a${n} + 1 AS a${n + 1}`)} FROM leads`],
    [
      "doubling aliases",
      `SELECT double1 AS a0${chain(11, (n) => `, a${n} * a${n} AS a${n + 1}`)} FROM leads`,
    ],
  ])("is within ClickHouse's: %s", (_name, sql) => {
    expect(table.ask(sql)).toBeDefined();
  });

  it.each([
    ["brackets", `SELECT ${"(".repeat(9000)}`, "sql parser error: recursion limit exceeded"],
    ["minus signs", `SELECT ${"- ".repeat(4900)}1`, "sql parser error: recursion limit exceeded"],
    [
      "sums",
      `SELECT 1${" + 2 - 3".repeat(1000)}`,
      "expression is nested too deeply: at most 100 levels are allowed",
    ],
    [
      "doubling aliases",
      `SELECT double1 AS a0${chain(40, (n) => `, a${n} * a${n} AS a${n + 1}`)} FROM leads`,
      "expression is too large once its aliases are written out",
    ],
  ])("ends in a clear refusal beyond: %s", (_name, sql, message) => {
    expect(() => table.ask(sql)).toThrow(message);
  });
});

import { afterAll, describe, expect, it } from "vitest";
import { createTestTable } from "./testing/test-table.ts";

const table = createTestTable([1795200299, 1795200359]);
afterAll(() => table.close());

function evaluate(expression: string): unknown {
  return table.ask(`SELECT ${expression} AS value`)[0]?.value;
}

describe("functions mean what Analytics Engine documents", () => {
  it.each([
    ["length('größe')", "5"],
    ["substring('größe', 3, 2)", "öß"],
    ["position(':' IN 'a:b')", "2"],
    ["toLower('ÄB')", "äb"],
    ["lower('ÄB')", "Äb"],
    ["isEmpty('')", 1],
    ["toDayOfWeek(toDateTime('2025-11-02 00:00:00'))", 7],
    ["toStartOfWeek(toDateTime('2025-11-02 12:00:00'))", "2025-10-27 00:00:00"],
    ["extract(SECOND FROM toDateTime('2022-06-06 11:30:15'))", 15],
    ["bitTest(6.0, 2)", 1],
    ["bitRotateLeft(128, 1)", 1],
    ["round(3.14, 1)", 3.1],
    ["intDiv(7, 2)", 3],
    ["if(1 = 2, length('a'), -1)", "-1"],
    ["format('{}-{}', 1, 'x')", "1-x"],
    ["2 + 3 * 4 - 5", "9"],
    ["-2 - -3", 1],
    ["NOT 1 = 2 AND 2 BETWEEN 1 AND 3", 1],
    ["10 - 4 - 3", 3],
    ["100 / 10 / 2", 5],
  ])("%s", (expression, value) => {
    expect(evaluate(expression)).toEqual(value);
  });

  it("weights quantiles in both spellings alike", () => {
    const [row] = table.ask(
      `SELECT quantileExactWeighted(0.5)(toUnixTimestamp(timestamp), 1) AS a,
        QUANTILEWEIGHTED(0.5)(toUnixTimestamp(timestamp), 1) AS b,
        quantileWeighted(0.5, toUnixTimestamp(timestamp), 1) AS c FROM leads`,
    );
    expect(new Set(Object.values(row ?? {})).size).toBe(1);
  });
});

describe("names mean one thing", () => {
  it("orders by the alias, also when it has a column's name", () => {
    const rows = table.ask(
      "SELECT timestamp AS t, 0 - toUnixTimestamp(timestamp) AS double1 FROM leads ORDER BY double1",
    );
    expect(rows.map(({ t }) => t)).toEqual(["2026-11-20 18:45:59", "2026-11-20 18:44:59"]);
  });

  it("computes an alias from the column whose name it takes", () => {
    expect(table.ask("SELECT sum(double1) + 1.0 AS double1 FROM leads")).toEqual([{ double1: 1 }]);
  });

  it("filters before it groups, on the column", () => {
    const sql =
      "SELECT toStartOfHour(timestamp) AS hour, count() AS n FROM leads WHERE timestamp > toDateTime(1795200300) GROUP BY hour";
    expect(table.ask(sql)).toEqual([{ hour: "2026-11-20 18:00:00", n: "1" }]);
  });

  it("names unnamed columns by their canonical text", () => {
    const [row] = table.ask(
      'SELECT COUNT(), SUM(double1*2), "timestamp" = now() FROM leads GROUP BY timestamp LIMIT 1',
    );
    expect(Object.keys(row ?? {})).toEqual(["count()", "sum(double1 * 2)", '"timestamp" = now()']);
  });

  it("counts no rows of a dataset never written", () => {
    expect(table.ask("SELECT count() AS n, sum(1) AS s FROM nosuch")).toEqual([{ n: "0", s: "0" }]);
  });
});

import { describe, expect, it } from "vitest";
import { ACCEPTED, REFUSED } from "./corpus.ts";
import { FUNCTIONS } from "./functions.ts";
import { InputInvalid, toPlan } from "./guard.ts";

const datasetExists = (name: string) => name === "leads";

describe("accepted statements", () => {
  it.each(ACCEPTED)("runs $sql", ({ sql }) => {
    expect(() => toPlan(sql, datasetExists)).not.toThrow();
  });
});

describe("refused statements", () => {
  it.each(REFUSED)("refuses $sql", ({ sql, message }) => {
    expect(() => toPlan(sql, datasetExists)).toThrow(new InputInvalid(message));
  });
});

describe("the corpus", () => {
  it("accepts at least one statement with every function", () => {
    const text = ACCEPTED.map(({ sql }) => sql.toUpperCase()).join("\n");
    const missing = FUNCTIONS.filter(({ name }) => !text.includes(`${name.toUpperCase()}(`));
    expect(missing).toEqual([]);
  });
});

describe("plans", () => {
  const plan = (sql: string) => toPlan(sql, datasetExists);

  it("rewrites to ClickHouse", () => {
    expect(
      plan(
        `SELECT toStartOfInterval(timestamp, INTERVAL '1' MONTH, 'Asia/Kolkata') AS month, LENGTH(blob1) AS l,
          sum(_sample_interval) FROM leads WHERE blob2 IN ('a', 'b') GROUP BY month, blob1 ORDER BY month DESC LIMIT 3;`,
      ),
    ).toMatchInlineSnapshot(`
      {
        "columns": [
          {
            "name": "month",
            "type": "DateTime",
          },
          {
            "name": "l",
            "type": "Integer",
          },
          {
            "name": "sum(_sample_interval)",
            "type": "Integer",
          },
        ],
        "dataset": "leads",
        "format": "JSON",
        "kind": "select",
        "sql": "SELECT toDateTime(toStartOfInterval("timestamp", INTERVAL 1 MONTH, 'Asia/Kolkata'), 'Asia/Kolkata') AS "month", lengthUTF8("blob1") AS "l", sum("_sample_interval") AS "sum(_sample_interval)" FROM "leads" WHERE ("blob2" IN ('a', 'b')) GROUP BY "month", "blob1" ORDER BY "month" DESC LIMIT 3",
      }
    `);
  });

  it("answers SHOW and a dataset never written without SQL", () => {
    expect(plan("SHOW TABLES FORMAT TabSeparated")).toEqual({ kind: "show_tables", format: "TabSeparated" });
    expect(plan("SELECT * FROM nosuch FORMAT JSONEachRow")).toEqual({ kind: "empty", format: "JSONEachRow" });
  });

  it("knows the dataset through subqueries", () => {
    expect(plan("SELECT n FROM (SELECT count() AS n FROM leads)")).toMatchObject({ dataset: "leads" });
    expect(plan("SELECT count() AS n FROM nosuch")).toMatchObject({ dataset: null });
    expect(plan("SELECT 1 AS n")).toMatchObject({ dataset: null });
  });

  it("asks for a dataset only by a plain name", () => {
    const asked: string[] = [];
    const ask = (name: string) => asked.push(name) > 0;
    expect(toPlan('SELECT * FROM "my-dataset"', ask)).toEqual({ kind: "empty", format: "JSON" });
    expect(toPlan('SELECT * FROM "../x"', ask)).toEqual({ kind: "empty", format: "JSON" });
    toPlan("SELECT * FROM leads", ask);
    expect(asked).toEqual(["leads"]);
  });

  it("measures length in characters, before anything else", () => {
    const long = new InputInvalid("SQL was excessively long, exceeded maximum length: 10000");
    expect(() => plan("`".repeat(10_001))).toThrow(long);
    expect(() => plan("😀".repeat(10_001))).toThrow(long);
    expect(() => plan(`SELECT '${"😀".repeat(9_980)}' AS a`)).not.toThrow();
  });
});

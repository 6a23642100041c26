import { expect, test } from "vitest";
import { ask, NOON, send, startTestEngine } from "../test/running-engine.ts";
import type { LogEntry } from "./options.ts";
import { toErrorCode, toSentence } from "./sql-error.ts";

test("words every failure itself and keeps the database's words for the log", async () => {
  const log: LogEntry[] = [];
  const engine = await startTestEngine({ now: () => NOON, log: (entry) => log.push(entry) });
  await send(engine, "leads", [{ timestamp: NOON / 1000, blob1: "text", blob2: "%" }]);
  const statements = [
    "SELECT max(toUInt32(blob7)) AS x FROM leads",
    "SELECT toUInt8(blob1) AS x FROM leads",
    "SELECT toDateTime(blob1) AS x FROM leads",
    "SELECT intDiv(_sample_interval, 0) AS x FROM leads",
    "SELECT toStartOfInterval(timestamp, INTERVAL '1' DAY, 'Mars/Olympus') AS x FROM leads",
    "SELECT topK(0)(blob1) AS x FROM leads",
    "SELECT quantileExactWeighted(2)(double1, _sample_interval) AS x FROM leads",
    "SELECT substring(blob1, 0) AS x FROM leads",
    "SELECT toUInt32(double1 / 0.0) AS x FROM leads",
    "SELECT format('{} {}', blob1) AS x FROM leads",
    "SELECT formatDateTime(timestamp, '%') AS x FROM leads",
  ];
  const answers = await Promise.all(statements.map((sql) => ask(engine, sql)));
  expect(answers.map(({ status, text }) => `${status} ${text}`)).toMatchInlineSnapshot(`
    [
      "422 Input was invalid: a text could not be read as the number or date that a function asked of it",
      "422 Input was invalid: a text could not be read as the number or date that a function asked of it",
      "422 Input was invalid: a text could not be read as the number or date that a function asked of it",
      "422 Input was invalid: division by zero in INTDIV()",
      "422 Input was invalid: unknown time zone: Mars/Olympus",
      "422 Input was invalid: the parameter of TOPK() must be an integer from 1 to 65536",
      "422 Input was invalid: argument 1 of QUANTILEEXACTWEIGHTED() must be a number from 0 to 1",
      "422 Input was invalid: the offset of SUBSTRING() must be at least 1",
      "422 Input was invalid: a number could not be converted, it may be NaN, infinite or too large",
      "422 Input was invalid: FORMAT() has 2 {} for 1 values",
      "422 Input was invalid: unsupported format string in FORMATDATETIME(): %",
    ]
  `);
  expect(answers.map(({ text }) => text).join()).not.toMatch(/DB::|Code:|clickhouse|__table/i);
  expect(log.every(({ level, detail }) => level === "debug" && /DB::Exception/.test(detail ?? ""))).toBe(
    true,
  );
});

test("has a sentence for an error it does not know", () => {
  const error = new Error("Query failed: Code: 999. DB::Exception: secrets of ae.leads");
  expect(toErrorCode(error)).toBe(999);
  expect(toSentence(error)).toBe("the statement could not be evaluated");
  expect(toErrorCode(new Error("socket closed"))).toBeNull();
});

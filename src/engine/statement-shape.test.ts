import { expect, test } from "vitest";
import { toShape, toSilenced } from "./statement-shape.ts";

const SQL =
  "SELECT blob2 AS g0 FROM lead_submissions WHERE blob17 IN ('Pune', 'Navi Mumbai') AND blob3 = 'x' AND double2 >= 40";

test("a shape keeps the statement and drops its strings", () => {
  expect(toShape(SQL)).toMatchInlineSnapshot(
    `"SELECT blob2 AS g0 FROM lead_submissions WHERE blob17 IN ('?', …) AND blob3 = '?' AND double2 >= 40"`,
  );
});

test("a shape is short enough for a log line", () => {
  expect(toShape(`SELECT ${"a, ".repeat(3000)}`)).toHaveLength(2001);
});

test("what the store repeats of a statement is dropped, quoted, cut off or bare", () => {
  expect(toSilenced("Input was invalid: near 'Navi Mumbai' at Navi Mumbai, 'Pu", SQL)).toBe(
    "Input was invalid: near '?' at ?, '?'",
  );
  expect(toSilenced("x is not a column of max()", SQL)).toBe("? is not a column of max()");
  expect(toSilenced('unable to find type of column: "timestamp"', SQL)).toBe(
    'unable to find type of column: "timestamp"',
  );
});

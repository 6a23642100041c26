import { parse } from "csv-parse/sync";
import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { toCsvLines, toFormulaSafe } from "./csv.ts";

const toText = (...args: Parameters<typeof toCsvLines>) => [...toCsvLines(...args)].join("");
const one = (value: string | number | boolean | null | undefined) =>
  toText({ columns: ["a"], records: [{ a: value }] }).slice("a\r\n".length, -2);

describe("a cell", () => {
  test.each<[unknown, string]>([
    ["plain", "plain"],
    ["Washington, D.C.", '"Washington, D.C."'],
    ['the "best" offer', '"the ""best"" offer"'],
    ["two\r\nlines", '"two\r\nlines"'],
    ["sale;now", '"sale;now"'],
    [" padded ", '" padded "'],
    ["", ""],
    [null, ""],
    [undefined, ""],
    [true, "true"],
    [-12.5, "-12.5"],
    [0, "0"],
  ])("of %j is written as RFC 4180 wants it", (value, written) => {
    expect(one(value as string)).toBe(written);
  });

  test.each([
    ["=1+1", "'=1+1"],
    ['=HYPERLINK("https://example.com","x")', '\'=HYPERLINK("https://example.com","x")'],
    ["+91", "'+91"],
    ["-5% off", "'-5% off"],
    ["@SUM(A1)", "'@SUM(A1)"],
    ["\tx", "'\tx"],
    ["\rx", "'\rx"],
    ["  =1", "  '=1"],
    ["＝1", "'＝1"],
    ["a;=1", "a;'=1"],
    ['a;"=1', "a;\"'=1"],
  ])("of %j never becomes a formula", (value, safe) => {
    expect(toFormulaSafe(value)).toBe(safe);
  });

  test("that is a number stays a number", () => {
    expect(one(-5)).toBe("-5");
  });
});

test("a file begins with a byte order mark only when one is wanted", () => {
  const sheet = { columns: ["é"], records: [] };
  expect(toText(sheet)).toBe("é\r\n");
  expect(toText(sheet, { mark: true })).toBe("\uFEFFé\r\n");
});

test("any table reads back as it was, but for the sign before formulas", () => {
  const cell = fc.oneof(fc.string(), fc.string({ unit: fc.constantFrom(..."=+-@\t\r\n;,\"' aé") }));
  fc.assert(
    fc.property(fc.array(fc.record({ a: cell, b: fc.double({ noNaN: true }), c: cell })), (records) => {
      const text = toText({ columns: ["a", "b", "c"], records });
      const read = parse(text, { columns: true, record_delimiter: "\r\n" }) as Record<string, string>[];
      expect(read).toEqual(
        records.map(({ a, b, c }) => ({ a: toFormulaSafe(a), b: String(b), c: toFormulaSafe(c) })),
      );
    }),
  );
});

test("no text cell begins with what a spreadsheet calculates, whether it splits at commas or semicolons", () => {
  const hostile = fc.string({ unit: fc.constantFrom(..."=+-@;,\"' \t\r\nx") });
  fc.assert(
    fc.property(hostile, (value) => {
      for (const piece of toFormulaSafe(value).split(";")) {
        expect(piece.replace(/^[\s"]+/, "")).not.toMatch(/^[=+\-@]/);
      }
    }),
  );
});

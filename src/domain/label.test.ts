import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { toLabel } from "./label.ts";

const anyText = fc.oneof(
  fc.string({ unit: "binary", maxLength: 300 }),
  fc.string({ unit: "grapheme", maxLength: 300 }),
  fc.string({
    unit: fc.constantFrom(
      "'",
      "\\",
      "<",
      ">",
      "a",
      " ",
      "\u200b",
      "\u202e",
      "\u034f",
      "\u2800",
      "\u0301",
      "e",
      "\ud800",
      "(",
      ")",
    ),
  }),
);

describe("labels", () => {
  test("are the same when normalised twice", () => {
    fc.assert(
      fc.property(anyText, (text) => {
        expect(toLabel(toLabel(text))).toBe(toLabel(text));
      }),
      { numRuns: 3000 },
    );
  });

  test("can always stand between single quotes", () => {
    fc.assert(
      fc.property(anyText, (text) => {
        const label = toLabel(text);
        expect(label).not.toMatch(/['\\<>\p{Cc}\p{Cf}\p{Default_Ignorable_Code_Point}\u2800]/u);
        expect(label.length).toBeLessThanOrEqual(200);
        expect(label.isWellFormed()).toBe(true);
      }),
      { numRuns: 3000 },
    );
  });

  test("keep what people mean", () => {
    expect(
      [
        "  Diwali   sale ",
        "O'Brien\\x",
        "<b>bold</b> move",
        "zero\u200bwidth",
        "Zürich",
        "Zu\u0308rich",
        "private\ue000use",
        `far${" ".repeat(300)}away`,
        "नमस्ते",
        "(unknown)",
        "(other)",
      ].map((text) => toLabel(text)),
    ).toMatchInlineSnapshot(`
      [
        "Diwali sale",
        "O’Brien/x",
        "bold move",
        "zerowidth",
        "Zürich",
        "Zürich",
        "privateuse",
        "far away",
        "नमस्ते",
        "",
        "other",
      ]
    `);
  });

  test.each([
    ["a combining grapheme joiner", "\u034f"],
    ["a Hangul filler", "\u3164"],
    ["a half-width Hangul filler", "\uffa0"],
    ["an inherent vowel of Khmer", "\u17b4"],
    ["a Mongolian selector", "\u180b"],
    ["a variation selector", "\ufe0f"],
    ["a supplementary variation selector", "\u{e0100}"],
    ["a braille blank", "\u2800"],
  ])("do not differ by what nobody sees: %s", (_, invisible) => {
    expect(toLabel(`goo${invisible}gle`)).toBe("google");
    expect(toLabel(invisible)).toBe("");
  });

  test("are cut after 200 characters, and through none", () => {
    expect(
      ["a".repeat(200), "a".repeat(201), `${"a".repeat(199)}\u{1f600}`].map((text) => toLabel(text)),
    ).toEqual(["a".repeat(200), "a".repeat(200), "a".repeat(199)]);
  });
});

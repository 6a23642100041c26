import { expect, test } from "vitest";
import { toStoredText } from "./stored-text.ts";

test("a message keeps its lines, as many as were written", () => {
  expect(toStoredText("one\r\ntwo\rthree\nfour\n\nfive", 100)).toBe("one\ntwo\nthree\nfour\n\nfive");
});

test("a stored text keeps what a person wrote and loses what a terminal would obey", () => {
  expect(toStoredText("  <b>O'Neill</b>\u0000\u001b[2J\t\u0085x ", 100)).toBe("<b>O'Neill</b>[2J\tx");
  expect(toStoredText("ab\ud83d\ude00", 3)).toBe("ab");
});

import { expect, test } from "vitest";
import { readJsonObject } from "./json-object.ts";

test("a number too long to be held exactly stays the text it was", () => {
  expect(readJsonObject('{"a":12345678901234567890,"b":1.5,"c":9007199254740991,"d":"1"}')).toEqual({
    a: "12345678901234567890",
    b: 1.5,
    c: 9007199254740991,
    d: "1",
  });
});

test.each([
  ["", "invalid_json"],
  ["{", "invalid_json"],
  ["[]", "invalid_body"],
  ["null", "invalid_body"],
  ['"x"', "invalid_body"],
])("%j is refused as %s", (text, code) => {
  expect(() => readJsonObject(text)).toThrow(expect.objectContaining({ code }));
});

import { expect, test } from "vitest";
import { readCountry } from "./country.ts";

test.each([
  ["IN", "IN"],
  ["in", "IN"],
  ["uk", "GB"],
  ["India", "IN"],
  [" united arab emirates ", "AE"],
  ["UAE", "AE"],
  ["USA", "US"],
  ["Türkiye", "TR"],
])("%s is %s", (text, code) => {
  expect(readCountry(text)).toBe(code);
});

test.each(["", "XX", "ZZ", "EU", "T1", "Atlantis", "constructor"])("%j is no country", (text) => {
  expect(readCountry(text)).toBeUndefined();
});

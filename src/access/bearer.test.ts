import { expect, test } from "vitest";
import { readBearer } from "./bearer.ts";

test.each([
  ["Bearer lsk_a", "lsk_a"],
  ["bearer   lsk_a ", "lsk_a"],
  ["Basic lsk_a", undefined],
  ["Bearer", undefined],
  ["Bearer a b", undefined],
  ["", undefined],
])("%j carries %j", (authorization, key) => {
  expect(readBearer(new Request("https://example.com", { headers: { authorization } }))).toBe(key);
});

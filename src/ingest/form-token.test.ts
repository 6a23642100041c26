import { expect, test } from "vitest";
import { createFormTokens, TOKEN_MAX_AGE_MS, TOKEN_MIN_AGE_MS } from "./form-token.ts";

const tokens = createFormTokens("a secret of sufficient length");
const ISSUED_MS = Date.parse("2026-11-22T10:00:00Z");
const issue = () => tokens.issue("skyline", ISSUED_MS);

test.each([
  [TOKEN_MIN_AGE_MS - 1, "early"],
  [TOKEN_MIN_AGE_MS, "valid"],
  [TOKEN_MAX_AGE_MS, "valid"],
  [TOKEN_MAX_AGE_MS + 1, "late"],
])("after %d ms a token is %s", async (ageMs, state) => {
  expect(await tokens.read(await issue(), "skyline", ISSUED_MS + ageMs)).toEqual({
    state,
    id: expect.any(String),
  });
});

test("no token is missing, not forged", async () => {
  expect(await tokens.read(undefined, "skyline", ISSUED_MS)).toEqual({ state: "missing" });
  expect(await tokens.read("", "skyline", ISSUED_MS)).toEqual({ state: "missing" });
});

test("a token that was changed in any place is forged", async () => {
  const token = await issue();
  const changed = [...token].map(
    (char, i) => `${token.slice(0, i)}${char === "a" ? "b" : "a"}${token.slice(i + 1)}`,
  );
  for (const forged of [...changed, `${token}a`, token.slice(1), "x", "1.2.3.4", "𝒳"]) {
    const { state } = await tokens.read(forged, "skyline", ISSUED_MS + 5000);
    // The last of 43 base64 characters carries two bits that mean nothing.
    if (forged.slice(0, -1) !== token.slice(0, -1)) expect([forged, state]).toEqual([forged, "forged"]);
  }
});

test("a token of another project or another secret is forged", async () => {
  expect((await tokens.read(await issue(), "harbour", ISSUED_MS + 5000)).state).toBe("forged");
  const other = await createFormTokens("another secret, also long").issue("skyline", ISSUED_MS);
  expect((await tokens.read(other, "skyline", ISSUED_MS + 5000)).state).toBe("forged");
});

test("two tokens are never the same", async () => {
  expect(await issue()).not.toBe(await issue());
});

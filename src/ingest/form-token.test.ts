import { expect, test } from "vitest";
import { createFormTokens, TOKEN_MAX_AGE_MS, TOKEN_MIN_AGE_MS } from "./form-token.ts";

const tokens = createFormTokens(["a secret of sufficient length"]);
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
  // The last of 43 base64 characters carries two bits that mean nothing.
  for (const [i, char] of [...token.slice(0, -1)].entries()) {
    if (i < 2 || char === ".") continue;
    const forged = `${token.slice(0, i)}${char === "a" ? "b" : "a"}${token.slice(i + 1)}`;
    expect([forged, (await tokens.read(forged, "skyline", ISSUED_MS + 5000)).state]).toEqual([
      forged,
      "forged",
    ]);
  }
});

test("what has not the shape of a token is somebody else's field: missing, not forged", async () => {
  const token = await issue();
  for (const text of [
    `${token}a`,
    token.slice(1),
    `2${token.slice(1)}`,
    "x",
    "1.2.3.4",
    "𝒳",
    "kq3Zq0Zt9bYw1xH2",
  ])
    expect([text, await tokens.read(text, "skyline", ISSUED_MS + 5000)]).toEqual([
      text,
      { state: "missing" },
    ]);
});

test("a token outlives the rotation of the secret that signed it", async () => {
  const rotated = createFormTokens(["the next secret, also long", "a secret of sufficient length"]);
  expect((await rotated.read(await issue(), "skyline", ISSUED_MS + 5000)).state).toBe("valid");
  const next = await rotated.issue("skyline", ISSUED_MS);
  expect((await tokens.read(next, "skyline", ISSUED_MS + 5000)).state).toBe("forged");
});

test("a token of another project or another secret is forged", async () => {
  expect((await tokens.read(await issue(), "harbour", ISSUED_MS + 5000)).state).toBe("forged");
  const other = await createFormTokens(["another secret, also long"]).issue("skyline", ISSUED_MS);
  expect((await tokens.read(other, "skyline", ISSUED_MS + 5000)).state).toBe("forged");
});

test("two tokens are never the same", async () => {
  expect(await issue()).not.toBe(await issue());
});

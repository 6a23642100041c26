import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { ConfigError, type Env, readConfig } from "./config.ts";

const SECRET = "0123456789abcdefghijklmnopqrstuv";
const FORMER = "vutsrqponmlkjihgfedcba9876543210";

const read = (variables: Record<string, unknown> = {}) =>
  readConfig({
    ANALYTICS_ENGINE_ACCOUNT_ID: "account",
    ANALYTICS_ENGINE_TOKEN: "token",
    IDENTITY_SECRET: SECRET,
    ...variables,
  } as unknown as Env);
const readFormer = (text: string) => read({ FORMER_IDENTITY_SECRETS: text }).FORMER_IDENTITY_SECRETS;

test("what is needed is enough", () => {
  expect(read()).toMatchObject({ IDENTITY_SECRET_VERSION: "v1", FORMER_IDENTITY_SECRETS: [], BLOCK_DAYS: 7 });
});

test.each([
  [{ IDENTITY_SECRET: undefined }, "IDENTITY_SECRET: is missing"],
  [{ ANALYTICS_ENGINE_TOKEN: undefined }, "ANALYTICS_ENGINE_TOKEN: is missing"],
  [{ ANALYTICS_ENGINE_ACCOUNT_ID: "" }, "ANALYTICS_ENGINE_ACCOUNT_ID: is missing"],
  [{ IDENTITY_SECRET: "short" }, "IDENTITY_SECRET: needs at least 32 characters"],
  [
    { PUBLIC_URL: "leads.example.com" },
    "PUBLIC_URL: must begin with https://, such as https://leads.example.com",
  ],
  [{ BLOCK_DAYS: "10000" }, "BLOCK_DAYS: must be a whole number from 0 to 9999"],
  [{ BLOCK_DAYS: "1.5" }, "BLOCK_DAYS: must be a whole number from 0 to 9999"],
])("%j is refused in words that say what to do", (variables, message) => {
  expect(() => read(variables)).toThrow(new ConfigError(message));
});

describe("former secrets", () => {
  test("are a version and a secret each, apart by commas", () => {
    const former = [
      { version: "v1", secret: SECRET },
      { version: "v0", secret: FORMER },
    ];
    const variables = {
      IDENTITY_SECRET_VERSION: "v2",
      FORMER_IDENTITY_SECRETS: ` v1:${SECRET} , v0:${FORMER},`,
    };
    expect(read(variables).FORMER_IDENTITY_SECRETS).toEqual(former);
  });

  test.each([FORMER, `V0:${FORMER}`, "v0:short", `v0:${FORMER},V9:${FORMER}`])("%j is refused", (text) => {
    expect(() => readFormer(text)).toThrow("FORMER_IDENTITY_SECRETS: needs version:secret, the secret 32");
  });

  test("of the version in use are refused: keys of both would look alike", () => {
    expect(() => readFormer(`v0:${SECRET},v1:${FORMER}`)).toThrow(
      new ConfigError(
        'IDENTITY_SECRET_VERSION: "v1" is also the version of a former secret; give IDENTITY_SECRET one of its own',
      ),
    );
  });

  test("may be any secret that can be in use", () => {
    const secret = fc.oneof(
      fc.string({ minLength: 32, maxLength: 70 }),
      fc.string({ unit: fc.constantFrom(",", ":", " ", "a", "1", "A"), minLength: 32, maxLength: 50 }),
    );
    fc.assert(
      fc.property(secret, secret, (one, other) => {
        fc.pre([one, other].every((text) => isUsable(text)));
        expect(readFormer(`v0:${one},v9:${other}`).map((former) => former.secret)).toEqual([one, other]);
      }),
      { numRuns: 2000 },
    );
    expect(isUsable("a comma, some words and a colon: all fine")).toBe(true);
  });

  test.each([` ${SECRET}`, `${SECRET}\n`, `${SECRET},`, `${SECRET},v0:${FORMER}`])(
    "that could not be told apart later are refused while they are in use: %j",
    (secret) => {
      expect(() => read({ IDENTITY_SECRET: secret })).toThrow(
        new ConfigError(
          "IDENTITY_SECRET: could not become a former secret: it has white space or a comma at an end, " +
            "or a comma before a word and a colon",
        ),
      );
    },
  );
});

function isUsable(secret: string): boolean {
  try {
    return read({ IDENTITY_SECRET: secret }).IDENTITY_SECRET === secret;
  } catch {
    return false;
  }
}

import { env } from "cloudflare:workers";
import { expect, test } from "vitest";
import { toOAuthStore } from "../../src/access/oauth-store.ts";

const store = toOAuthStore(env.OAUTH_KV);

test.each([
  ["512 characters", "x".repeat(512)],
  ["256 characters of two bytes", "ü".repeat(256)],
])("a record under the longest name there can be is found: %s", async (_what, name) => {
  await store.put(name, "found");
  expect(await store.get(name)).toBe("found");
});

test.each([
  ["513 characters", "x".repeat(513)],
  ["257 characters of two bytes", "ü".repeat(257)],
])("nothing is stored under a name that is too long, and asking is no error: %s", async (_what, name) => {
  expect(await store.get(name)).toBeNull();
});

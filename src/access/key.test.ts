import { expect, test } from "vitest";
import { createKey, isKeyShaped, toKeyName } from "./key.ts";

test("a new key has 32 random characters and is never the same", () => {
  const keys = Array.from({ length: 200 }, createKey);
  for (const key of keys) expect(key).toMatch(/^lsk_[0-9A-Za-z]{32}$/);
  expect(new Set(keys).size).toBe(200);
  expect(keys.every(isKeyShaped)).toBe(true);
});

test("a key is stored under its hash only", async () => {
  expect(await toKeyName("lsk_example")).toMatchInlineSnapshot(
    `"key:ee793917a4a43356860988eff2af4da11ebc52e3e94165fb63dd99ccb747eecc"`,
  );
});

import { expect, test } from "vitest";
import { createIdentityHasher } from "./identity.ts";

const OLD = { version: "v1", secret: "an old secret, long enough" };
const NEW = { version: "v2", secret: "a new secret, long enough" };

test("a key shows its version and nothing of the address", async () => {
  const keys = await createIdentityHasher([OLD]).toKeys("email", "jane@example.com");
  expect(keys).toEqual({ kind: "email", current: expect.stringMatching(/^v1:[\w-]{43}$/), former: [] });
});

test("one text as e-mail and as phone has two keys", async () => {
  const hasher = createIdentityHasher([OLD]);
  expect(await hasher.toKeys("email", "1")).not.toEqual(await hasher.toKeys("phone", "1"));
});

test("after a rotation the former key is still known", async () => {
  const before = await createIdentityHasher([OLD]).toKeys("phone", "+919876543210");
  const after = await createIdentityHasher([NEW, OLD]).toKeys("phone", "+919876543210");
  expect(after.former).toEqual([before.current]);
  expect(after.current).toMatch(/^v2:/);
});

test("secrets of one version are two all the same", async () => {
  const renamed = { ...OLD, version: NEW.version };
  const { current, former } = await createIdentityHasher([NEW, renamed]).toKeys("email", "jane@example.com");
  expect(former).toEqual([
    (await createIdentityHasher([renamed]).toKeys("email", "jane@example.com")).current,
  ]);
  expect(former).not.toContain(current);
});

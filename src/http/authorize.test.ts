import { expect, test } from "vitest";
import { createRateLimiter } from "../access/rate-limit.ts";
import { Problem } from "../domain/errors.ts";
import type { Role } from "../domain/principal.ts";
import { createAuthorize } from "./authorize.ts";

const counted: string[] = [];
const keyring = {
  find: async (key: string) => {
    const role = key.slice("lsk_".length);
    return ["admin", "ingest"].includes(role)
      ? ({ keyId: `id of ${role}`, role: role as Role, projects: "all" } as const)
      : undefined;
  },
};
const authorize = createAuthorize(keyring, ["admin"], async (id) => {
  counted.push(id);
});
const request = (key?: string) =>
  new Request(
    "https://leads.example.com",
    key === undefined ? {} : { headers: { Authorization: `Bearer ${key}` } },
  );

test.each([
  [undefined, "unauthorized"],
  ["lsk_nobody", "unauthorized"],
  ["lsk_ingest", "forbidden"],
])("the key %j is %s, and costs its holder nothing", async (key, code) => {
  await expect(authorize(request(key))).rejects.toMatchObject({ code });
  expect(counted).toEqual([]);
});

test("a request is counted under its key's id, never the key", async () => {
  expect(await authorize(request("lsk_admin"))).toMatchObject({ role: "admin" });
  expect(counted).toEqual(["id of admin"]);
});

test("a key that asks too often is refused", async () => {
  const policy = { name: "default", limit: 0, periodS: 60 } as const;
  const never = createRateLimiter({ limit: async () => ({ success: false }) }, policy);
  const error = await createAuthorize(
    keyring,
    ["admin"],
    never,
  )(request("lsk_admin")).catch((e: unknown) => e);
  expect(error).toBeInstanceOf(Problem);
  expect(error).toMatchObject({ code: "rate_limited", retryAfterS: 60 });
});

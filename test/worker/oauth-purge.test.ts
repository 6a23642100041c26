import { env } from "cloudflare:workers";
import { afterEach, beforeEach, describe, expect, test, vi } from "vitest";
import { purgeOAuth } from "../../src/access/oauth-purge.ts";
import { type App, createOAuthRig, type OAuthRig } from "./oauth-rig.ts";

const DAY_S = 86_400;
const STORE = env.OAUTH_KV;
/** Owners before and behind all others in a listing. */
const FRONT = "0".repeat(32);
const BACK = "f".repeat(32);

let rig: OAuthRig;
beforeEach(async () => {
  for (const name of await listNames("")) await STORE.delete(name);
  rig = await createOAuthRig();
});
afterEach(() => {
  vi.restoreAllMocks();
  vi.unstubAllGlobals();
});

async function listNames(prefix: string): Promise<string[]> {
  return (await STORE.list({ prefix })).keys.map(({ name }) => name);
}

async function count(prefix: string): Promise<number> {
  return (await listNames(prefix)).length;
}

/** So many people who let an app in, stored as one who did is stored. */
async function storeGrants(app: App, userId: string, times: number): Promise<void> {
  const record = await takeRecord("grant:", app);
  for (let n = 0; n < times; n++) {
    const id = `${app.client_id}-${n}`;
    await STORE.put(`grant:${userId}:${id}`, JSON.stringify({ ...record, id, userId }));
  }
}

/** What is stored of one who lets an app in, which then is as if it had never been. */
async function takeRecord(prefix: string, app: App): Promise<object> {
  const before = new Set(await listNames(""));
  await rig.connect(app, "lsk_alpha");
  const added = (await listNames("")).filter((name) => !before.has(name));
  const record = await STORE.get<object>(added.find((name) => name.startsWith(prefix)) ?? "", "json");
  for (const name of added) await STORE.delete(name);
  if (!record) throw new Error(`nothing is stored under ${prefix}`);
  return record;
}

/** An app whose registration has ended; nothing leads to its grants any more. */
async function storeLeftGrants(userId: string, times: number): Promise<void> {
  const app = await rig.register();
  await storeGrants(app, userId, times);
  await STORE.delete(`client:${app.client_id}`);
}

test("what an app left behind when its registration ended is cleared away, and nothing of another's", async () => {
  const app = await rig.register();
  const tokens = [];
  for (const key of ["lsk_alpha", "lsk_reader", "lsk_admin"]) tokens.push(await rig.connect(app, key));
  const kept = await rig.connect(await rig.register(), "lsk_alpha");
  await STORE.delete(`client:${app.client_id}`);
  await purgeOAuth(env);
  for (const { access_token } of tokens) expect((await rig.call(access_token)).status).toBe(401);
  expect((await rig.call(kept.access_token)).status).toBe(200);
});

test("a grant that has ended unused is cleared away where the store still has it", async () => {
  await storeGrants(await rig.register(), FRONT, 1);
  rig.advance(30 * DAY_S - 60);
  await purgeOAuth(env);
  expect(await count("grant:")).toBe(1);
  rig.advance(60);
  await purgeOAuth(env);
  expect(await count("grant:")).toBe(0);
});

describe("a run of the clock", () => {
  test("looks at twenty grants", async () => {
    await storeLeftGrants(FRONT, 45);
    for (const left of [25, 5, 0]) {
      await purgeOAuth(env);
      expect(await count("grant:")).toBe(left);
    }
  });

  test("goes on where the last one stopped, past the grants that stay", async () => {
    await storeGrants(await rig.register(), FRONT, 25);
    await storeLeftGrants(BACK, 1);
    await purgeOAuth(env);
    expect(await count(`grant:${BACK}`)).toBe(1);
    await purgeOAuth(env);
    expect([await count(`grant:${FRONT}`), await count(`grant:${BACK}`)]).toEqual([25, 0]);
  });

  test("begins anew once all have been looked at", async () => {
    await storeGrants(await rig.register(), BACK, 25);
    await purgeOAuth(env);
    await purgeOAuth(env);
    await storeLeftGrants(FRONT, 1);
    await purgeOAuth(env);
    expect([await count(`grant:${FRONT}`), await count(`grant:${BACK}`)]).toEqual([0, 25]);
  });

  test("looks at twenty tokens, and goes on past those that stay", async () => {
    const app = await rig.register();
    const record = await takeRecord("token:", app);
    await storeGrants(app, FRONT, 1);
    for (let n = 0; n < 26; n++) {
      const [userId, grantId] = n < 25 ? [FRONT, `${app.client_id}-0`] : [BACK, "broken-off"];
      const token = { ...record, id: `t${n}`, userId, grantId };
      await STORE.put(`token:${userId}:${grantId}:t${n}`, JSON.stringify(token));
    }
    await purgeOAuth(env);
    expect([await count(`token:${FRONT}`), await count(`token:${BACK}`)]).toEqual([25, 1]);
    await purgeOAuth(env);
    expect([await count(`token:${FRONT}`), await count(`token:${BACK}`)]).toEqual([25, 0]);
  });

  test("writes nothing where all is in order", async () => {
    await storeGrants(await rig.register(), FRONT, 3);
    const [put, drop] = [vi.spyOn(STORE, "put"), vi.spyOn(STORE, "delete")];
    await purgeOAuth(env);
    expect([put, drop].map((write) => write.mock.calls)).toEqual([[], []]);
  });

  test("begins anew after one that could not go on where the last one stopped", async () => {
    await storeLeftGrants(FRONT, 1);
    await STORE.put("purge-cursor", "written by another version");
    await expect(purgeOAuth(env)).rejects.toThrow();
    await purgeOAuth(env);
    expect(await count("grant:")).toBe(0);
  });
});

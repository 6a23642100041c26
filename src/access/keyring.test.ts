import { expect, test } from "vitest";
import { toKeyHash, toKeyName } from "./key.ts";
import { createKeyring } from "./keyring.ts";

const RECORD = { id: "k1", role: "marketing", projects: ["a"], created_at: "2026-01-01T00:00:00Z" };

async function createRig(record: unknown) {
  const stored = new Map<string, unknown>([[await toKeyName("lsk_known"), record]]);
  let nowMs = Date.parse("2026-11-22T10:00:00Z");
  let reads = 0;
  const directory = {
    get: async (name: string) => {
      reads++;
      return stored.get(name) ?? null;
    },
  };
  return {
    keyring: createKeyring(directory, () => nowMs),
    stored,
    reads: () => reads,
    advance: (seconds: number) => {
      nowMs += seconds * 1000;
    },
  };
}

test("a key is its holder's", async () => {
  const { keyring } = await createRig(RECORD);
  expect(await keyring.find("lsk_known")).toEqual({ keyId: "k1", role: "marketing", projects: ["a"] });
  expect(await keyring.find("lsk_other")).toBeUndefined();
});

test("what came from a key is its holder's as long as the key is", async () => {
  const { keyring, stored, advance } = await createRig(RECORD);
  const hash = await toKeyHash("lsk_known");
  expect(await keyring.findByHash(hash)).toEqual(await keyring.find("lsk_known"));
  stored.clear();
  advance(25);
  expect(await keyring.findByHash(hash)).toBeUndefined();
});

test("a test key says so", async () => {
  const { keyring } = await createRig({ ...RECORD, role: "ingest", projects: "all", test: true });
  expect(await keyring.find("lsk_known")).toEqual({
    keyId: "k1",
    role: "ingest",
    projects: "all",
    test: true,
  });
});

test("what cannot be a key is not even looked up", async () => {
  const { keyring, reads } = await createRig(RECORD);
  for (const text of ["", "lsk_", "known", "lsk_a b", `lsk_${"x".repeat(65)}`]) await keyring.find(text);
  expect(reads()).toBe(0);
});

test("a revoked key is dead after 25 seconds in the isolate", async () => {
  const { keyring, stored, reads, advance } = await createRig(RECORD);
  await keyring.find("lsk_known");
  stored.clear();
  advance(24);
  expect(await keyring.find("lsk_known")).toBeDefined();
  expect(reads()).toBe(1);
  advance(1);
  expect(await keyring.find("lsk_known")).toBeUndefined();
});

test("a revoked key is dead although the clock was set back", async () => {
  const { keyring, stored, advance } = await createRig(RECORD);
  await keyring.find("lsk_known");
  stored.clear();
  advance(-3600);
  expect(await keyring.find("lsk_known")).toBeUndefined();
});

test("a key ends at its end, cached or not", async () => {
  const { keyring, advance } = await createRig({ ...RECORD, expires_at: "2026-11-22T10:00:05Z" });
  expect(await keyring.find("lsk_known")).toBeDefined();
  advance(5);
  expect(await keyring.find("lsk_known")).toBeUndefined();
});

test.each([null, {}, { ...RECORD, role: "owner" }, { ...RECORD, projects: [] }, "text"])(
  "a record that makes no sense (%j) opens nothing",
  async (record) => {
    expect(await (await createRig(record)).keyring.find("lsk_known")).toBeUndefined();
  },
);

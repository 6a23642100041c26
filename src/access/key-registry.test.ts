import { expect, test } from "vitest";
import { issueKey, type KeyGrant, toKeyMetadata } from "./issue-key.ts";
import { toKeyName } from "./key.ts";
import { createKeyRegistry } from "./key-registry.ts";

const NOW_MS = Date.parse("2026-11-22T10:00:00Z");
const MARKETING: KeyGrant = { role: "marketing", projects: ["alpha"] };

function createStore(pageSize = 2) {
  const entries = new Map<string, { value: string; metadata?: unknown }>();
  const reads: string[] = [];
  return {
    entries,
    reads,
    get: async (name: string) => {
      reads.push(name);
      return JSON.parse(entries.get(name)?.value ?? "null");
    },
    put: async (name: string, value: string, options?: { metadata: unknown }) => {
      entries.set(name, { value, ...options });
    },
    delete: async (name: string) => void entries.delete(name),
    list: async ({ prefix, cursor = "0" }: { prefix: string; cursor?: string }) => {
      const names = [...entries.keys()].filter((name) => name.startsWith(prefix)).sort();
      const end = Number(cursor) + pageSize;
      const keys = names.slice(Number(cursor), end).map((name) => ({
        name,
        ...(entries.get(name)?.metadata === undefined ? {} : { metadata: entries.get(name)?.metadata }),
      }));
      return end >= names.length
        ? { keys, list_complete: true }
        : { keys, list_complete: false, cursor: `${end}` };
    },
  };
}

test("a new key is named by its first letters and stored without the rest", async () => {
  const store = createStore();
  const { key, record } = issueKey(MARKETING, NOW_MS);
  await createKeyRegistry(store).add(key, record);
  expect(record).toEqual({ ...MARKETING, id: key.slice(4, 12), created_at: "2026-11-22T10:00:00.000Z" });
  expect([...store.entries.keys()]).toEqual([await toKeyName(key)]);
  expect(JSON.stringify([...store.entries])).not.toContain(key.slice(12));
});

test("every page is listed, oldest first, without reading what the list shows", async () => {
  const store = createStore();
  const registry = createKeyRegistry(store);
  const ids: string[] = [];
  for (let i = 0; i < 5; i++) {
    const { key, record } = issueKey(MARKETING, NOW_MS + i);
    ids.push(record.id);
    await registry.add(key, record);
  }
  await store.put("projects", "[]");
  expect((await registry.list()).map(({ record }) => record.id)).toEqual(ids);
  expect(store.reads).toEqual([]);
});

test("what does not fit beside its entry, or was put there by hand, is read", async () => {
  const store = createStore();
  const registry = createKeyRegistry(store);
  const projects = Array.from({ length: 300 }, (_, i) => `project-${i}`);
  const { key, record } = issueKey({ ...MARKETING, projects }, NOW_MS);
  expect(toKeyMetadata(record)).toBeUndefined();
  await registry.add(key, record);
  await store.put("key:broken", "{}");
  expect(await registry.list()).toEqual([{ name: await toKeyName(key), record }]);
  expect(store.reads).toHaveLength(2);
});

test("a label counts in bytes, as the platform counts", () => {
  const { record } = issueKey({ ...MARKETING, label: "आशा".repeat(66) }, NOW_MS);
  expect(toKeyMetadata(record)).toBe(record);
  expect(toKeyMetadata({ ...record, projects: ["x".repeat(400)] })).toBeUndefined();
});

test("a removed key is gone", async () => {
  const store = createStore();
  const registry = createKeyRegistry(store);
  const { key, record } = issueKey(MARKETING, NOW_MS);
  await registry.add(key, record);
  for (const stored of await registry.list()) await registry.remove(stored);
  expect(await registry.list()).toEqual([]);
});

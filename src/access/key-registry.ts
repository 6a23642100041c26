import { toKeyMetadata } from "./issue-key.ts";
import { type KeyRecord, keyRecordSchema, RECORD_PREFIX, toKeyName } from "./key.ts";

interface Page {
  readonly keys: readonly { readonly name: string; readonly metadata?: unknown }[];
  readonly list_complete: boolean;
  readonly cursor?: string;
}

/** The part of a KV namespace that administering keys needs. */
export interface KeyStore {
  get(name: string, options: { type: "json" }): Promise<unknown>;
  put(name: string, value: string, options?: { metadata: unknown }): Promise<void>;
  delete(name: string): Promise<void>;
  list(options: { prefix: string; cursor?: string }): Promise<Page>;
}

/** A stored key; its name holds the hash, the key itself is nowhere. */
export interface StoredKey {
  readonly name: string;
  readonly record: KeyRecord;
}

export interface KeyRegistry {
  add(key: string, record: KeyRecord): Promise<void>;
  /** Every key, oldest first; entries that make no sense are left out. */
  list(): Promise<StoredKey[]>;
  /** Within 60 s the key, and every OAuth token that came from it, is dead. */
  remove(stored: StoredKey): Promise<void>;
}

/** Keys as an administrator sees them. KV shows a new or removed one everywhere within a minute. */
export function createKeyRegistry(store: KeyStore): KeyRegistry {
  async function readEntry({ name, metadata }: Page["keys"][number]): Promise<StoredKey[]> {
    // Entries written by hand, or too large for metadata, have to be read one by one.
    const parsed = keyRecordSchema.safeParse(metadata ?? (await store.get(name, { type: "json" })));
    return parsed.success ? [{ name, record: parsed.data }] : [];
  }

  return {
    async add(key, record) {
      const metadata = toKeyMetadata(record);
      await store.put(await toKeyName(key), JSON.stringify(record), metadata && { metadata });
    },
    async list() {
      const found: StoredKey[] = [];
      let cursor: string | undefined;
      do {
        const page = await store.list({ prefix: RECORD_PREFIX, ...(cursor === undefined ? {} : { cursor }) });
        found.push(...(await Promise.all(page.keys.map(readEntry))).flat());
        cursor = page.list_complete ? undefined : page.cursor;
      } while (cursor !== undefined);
      return found.sort((a, b) => a.record.created_at.localeCompare(b.record.created_at));
    },
    remove: ({ name }) => store.delete(name),
  };
}

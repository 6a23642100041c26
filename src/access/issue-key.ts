import { createKey, type KeyRecord } from "./key.ts";

/** What a new key may do. */
export type KeyGrant = Omit<KeyRecord, "id" | "created_at">;

/** Largest metadata a KV entry may carry, in bytes of its JSON. */
const MAX_METADATA_BYTES = 1024;
const ID_CHARS = 8;

/**
 * A new key with the record to store for it. The id is the beginning of the key, so that whoever holds the key knows
 * which one a list means; the 24 characters that stay secret are 143 bits.
 */
export function issueKey(grant: KeyGrant, nowMs: number): { key: string; record: KeyRecord } {
  const key = createKey();
  const id = key.slice("lsk_".length, "lsk_".length + ID_CHARS);
  return { key, record: { id, created_at: new Date(nowMs).toISOString(), ...grant } };
}

/** The record as metadata of its entry, which a list shows without reading it; `undefined` when it does not fit. */
export function toKeyMetadata(record: KeyRecord): KeyRecord | undefined {
  const bytes = new TextEncoder().encode(JSON.stringify(record)).byteLength;
  return bytes <= MAX_METADATA_BYTES ? record : undefined;
}

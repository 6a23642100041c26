import { Problem } from "../domain/errors.ts";
import type { Principal } from "../domain/principal.ts";
import { isKeyShaped, type KeyRecord, keyRecordSchema, toKeyHash, toRecordName } from "./key.ts";
import { isTrusted } from "./trusted.ts";

/** The little of a KV namespace that access needs. */
export interface Directory {
  get(name: string, options: { type: "json"; cacheTtl: number }): Promise<unknown>;
}

export interface Keyring {
  /**
   * Who holds the key, or `undefined` for an unknown, revoked or expired one.
   * @throws Problem `storage_unavailable`
   */
  find(key: string): Promise<Principal | undefined>;
  /**
   * Who holds the key with this hash ({@link toKeyHash}): for what was derived from a key and ends with it.
   * @throws Problem `storage_unavailable`
   */
  findByHash(hash: string): Promise<Principal | undefined>;
}

/**
 * How long an isolate trusts a record. With the 30 s of the edge cache (the least KV allows) a revoked key is dead
 * within 60 s everywhere.
 */
const ISOLATE_CACHE_MS = 25_000;
export const EDGE_CACHE_S = 30;
const MAX_CACHED_KEYS = 1000;

/**
 * Looks keys up by their hash in a KV namespace.
 * @param now epoch milliseconds
 */
export function createKeyring(directory: Directory, now: () => number): Keyring {
  const cache = new Map<string, { record: KeyRecord; until: number }>();

  /** Hashing costs more than everything else here, and the keys in use are few. */
  const hashes = new Map<string, string>();

  async function toHash(key: string): Promise<string> {
    const hash = await toKeyHash(key);
    if (hashes.size >= MAX_CACHED_KEYS) hashes.clear();
    hashes.set(key, hash);
    return hash;
  }

  /** What the isolate knows, while it may be trusted. */
  function peek(hash: string): KeyRecord | undefined {
    const cached = cache.get(hash);
    return cached && isTrusted(cached.until, now(), ISOLATE_CACHE_MS) ? cached.record : undefined;
  }

  async function read(hash: string): Promise<KeyRecord | undefined> {
    cache.delete(hash);
    const stored = await directory
      .get(toRecordName(hash), { type: "json", cacheTtl: EDGE_CACHE_S })
      .catch((cause: unknown) => {
        throw new Problem("storage_unavailable", "Keys cannot be looked up right now; try again.", {
          cause,
          retryAfterS: 10,
        });
      });
    const parsed = keyRecordSchema.safeParse(stored);
    if (!parsed.success) return undefined;
    if (cache.size >= MAX_CACHED_KEYS) cache.clear();
    cache.set(hash, { record: parsed.data, until: now() + ISOLATE_CACHE_MS });
    return parsed.data;
  }

  async function findByHash(hash: string): Promise<Principal | undefined> {
    const record = peek(hash) ?? (await read(hash));
    if (!record || (record.expires_at && Date.parse(record.expires_at) <= now())) return undefined;
    return toPrincipal(record);
  }

  return {
    find: async (key) => (isKeyShaped(key) ? findByHash(hashes.get(key) ?? (await toHash(key))) : undefined),
    findByHash,
  };
}

function toPrincipal(record: KeyRecord): Principal {
  return {
    keyId: record.id,
    role: record.role,
    projects: record.projects,
    ...(record.expires_at !== undefined && { expiresAt: record.expires_at }),
    ...(record.test && { test: true }),
  };
}

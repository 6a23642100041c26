import * as z from "zod";
import { createKey, KEY_PREFIX, type KeyRecord, keyRecordSchema } from "./key.ts";

const MOMENT_WORDS =
  "must be a date or a date-time with its offset, such as 2027-01-01 or 2027-01-01T00:00:00Z";

/** A {@link KeyGrant} as whoever makes the key writes it; a key of anything else would never work. */
export const keyGrantSchema = keyRecordSchema
  .omit({ id: true, created_at: true })
  .extend({
    projects: z.union(
      keyRecordSchema.shape.projects.options,
      'must be "all" or a list of project ids, such as ["acme"]',
    ),
    expires_at: z.preprocess(toMoment, z.iso.datetime({ offset: true, error: MOMENT_WORDS })).optional(),
  })
  .strict()
  .refine((key) => !key.test || key.role === "ingest", {
    path: ["test"],
    message: "only a key with the role ingest can be a test key",
  });
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
  const id = key.slice(KEY_PREFIX.length, KEY_PREFIX.length + ID_CHARS);
  return { key, record: { id, created_at: new Date(nowMs).toISOString(), ...grant } };
}

/** The record as metadata of its entry, which a list shows without reading it; `undefined` when it does not fit. */
export function toKeyMetadata(record: KeyRecord): KeyRecord | undefined {
  const bytes = new TextEncoder().encode(JSON.stringify(record)).byteLength;
  return bytes <= MAX_METADATA_BYTES ? record : undefined;
}

/** A day stands for its beginning in UTC; anything else stays as it is. */
function toMoment(value: unknown): unknown {
  const isDay = typeof value === "string" && /^\d{4}-\d\d-\d\d$/.test(value);
  return isDay ? `${value}T00:00:00.000Z` : value;
}

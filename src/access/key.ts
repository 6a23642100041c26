import * as z from "zod";
import { ROLES } from "../domain/principal.ts";
import { PROJECT_ID } from "../domain/project.ts";
import { toSha256Hex } from "../domain/sha256.ts";

/** What every key begins with. */
export const KEY_PREFIX = "lsk_";
/** What the names of the records of keys begin with. */
export const RECORD_PREFIX = "key:";
const BASE62 = "0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz";
const KEY_RANDOM_CHARS = 32;
const KEY_SHAPE = /^lsk_[A-Za-z0-9_]{4,64}$/;

/** What the directory stores of a key, under {@link toKeyName}; the key itself is never stored. */
export const keyRecordSchema = z.object({
  id: z.string().min(1).max(64),
  role: z.enum(ROLES),
  projects: z.union([z.literal("all"), z.array(PROJECT_ID).min(1).max(500)]),
  created_at: z.iso.datetime({ offset: true }),
  expires_at: z.iso.datetime({ offset: true }).optional(),
  /** Everything sent with it is a test. */
  test: z.boolean().optional(),
  label: z.string().max(200).optional(),
});
export type KeyRecord = z.infer<typeof keyRecordSchema>;

/** A new secret key: `lsk_` and 32 base62 characters, 190 bits from the platform's random source. */
export function createKey(): string {
  let key = KEY_PREFIX;
  while (key.length < KEY_PREFIX.length + KEY_RANDOM_CHARS) {
    for (const byte of crypto.getRandomValues(new Uint8Array(KEY_RANDOM_CHARS))) {
      // 248 is the largest multiple of 62 below 256: a plain modulo would favour the first letters.
      if (byte < 248 && key.length < KEY_PREFIX.length + KEY_RANDOM_CHARS) key += BASE62[byte % 62];
    }
  }
  return key;
}

/** Whether the text could be a key at all; anything else is not worth a look-up. */
export function isKeyShaped(text: string): boolean {
  return KEY_SHAPE.test(text);
}

/** SHA-256 of a key, lower-case hex. */
export function toKeyHash(key: string): Promise<string> {
  return toSha256Hex(key);
}

/** Name under which the directory stores a key's record. */
export async function toKeyName(key: string): Promise<string> {
  return toRecordName(await toKeyHash(key));
}

/** The same from the key's hash. */
export function toRecordName(hash: string): string {
  return RECORD_PREFIX + hash;
}

import * as z from "zod";
import type { Principal } from "../domain/principal.ts";
import type { Keyring } from "./keyring.ts";

/**
 * What a grant remembers of the key its owner signed in with: the name of the key's record, never the key. Role and
 * projects are read from that record on every use, so that a grant can do what its key can do now and ends with it.
 */
const linkSchema = z.object({ key_hash: z.string().regex(/^[0-9a-f]{64}$/) });
export type KeyLink = z.infer<typeof linkSchema>;

/**
 * Who is behind a grant today; `undefined` once the key is revoked or expired.
 * @throws Problem `storage_unavailable`
 */
export async function findLinked(keyring: Keyring, props: unknown): Promise<Principal | undefined> {
  const link = linkSchema.safeParse(props);
  return link.success ? keyring.findByHash(link.data.key_hash) : undefined;
}

/** Owner of a grant where grants are listed: one per key, and no part of it that could be used. */
export function toOwnerId({ key_hash }: KeyLink): string {
  return key_hash.slice(0, 32);
}

import { toBase64Url } from "./base64url.ts";
import type { EmailAddress } from "./email.ts";
import { toHmacKey } from "./hash.ts";
import { isTelling, type PhoneNumber } from "./phone.ts";

export type IdentityKind = "email" | "phone";

/** Keyed hashes of one way to reach a person: the newest is written, older ones still find. */
export interface IdentityKeys {
  readonly kind: IdentityKind;
  readonly current: string;
  readonly former: readonly string[];
}

export interface IdentityHasher {
  toKeys(kind: IdentityKind, value: string): Promise<IdentityKeys>;
}

/** One secret in use or retired; `version` is written in front of every key made with it. */
export interface IdentitySecret {
  readonly version: string;
  readonly secret: string;
}

const ENCODER = new TextEncoder();

/**
 * Hashes identities with HMAC-SHA-256, so that a copy of the database alone tells nobody's address. The first
 * secret is the one in use; keys made with the others are still found, which is how a secret is rotated.
 */
export function createIdentityHasher(
  secrets: readonly [IdentitySecret, ...IdentitySecret[]],
): IdentityHasher {
  // Finished keys only: a promise of one request must not be awaited by another.
  const imported = new Map<string, CryptoKey>();

  async function hash(text: string, { version, secret }: IdentitySecret): Promise<string> {
    const key = imported.get(secret) ?? (await toHmacKey(secret, ["sign"]));
    imported.set(secret, key);
    const signature = await crypto.subtle.sign("HMAC", key, ENCODER.encode(text));
    return `${version}:${toBase64Url(new Uint8Array(signature))}`;
  }

  return {
    async toKeys(kind, value) {
      const [inUse, ...retired] = secrets;
      const current = await hash(`${kind}:${value}`, inUse);
      const former: string[] = [];
      for (const secret of retired) former.push(await hash(`${kind}:${value}`, secret));
      return { kind, current, former };
    },
  };
}

/** The identities of who wrote: the e-mail address, and the phone number where it says who somebody is. */
export function toIdentities(
  hasher: IdentityHasher,
  email: EmailAddress | undefined,
  phone: PhoneNumber | undefined,
): Promise<IdentityKeys[]> {
  return Promise.all([
    ...(email ? [hasher.toKeys("email", email.identity)] : []),
    ...(phone && isTelling(phone, !email) ? [hasher.toKeys("phone", phone.number)] : []),
  ]);
}

/** Every key of some identities, in use or retired. */
export function toKeys(identities: readonly IdentityKeys[]): string[] {
  const keys: string[] = [];
  for (const { current, former } of identities) keys.push(current, ...former);
  return keys;
}

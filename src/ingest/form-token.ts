import { FAST_BELOW_S } from "../domain/dataset.ts";
import { fromBase64Url, toBase64Url } from "./base64url.ts";
import type { TokenState } from "./facts.ts";
import { toHmacKey } from "./hash.ts";

/** A form sent sooner after it was first touched was hardly filled in by hand, as one sent so soon after its page loaded. */
export const TOKEN_MIN_AGE_MS = FAST_BELOW_S * 1000;
/** A page left open longer than this is loaded again before it counts. */
export const TOKEN_MAX_AGE_MS = 24 * 3_600_000;

export interface ReadToken {
  readonly state: TokenState;
  /** Names the token, so that a second use is noticed; only of tokens that are ours. */
  readonly id?: string;
}

export interface FormTokens {
  issue(projectId: string, nowMs: number): Promise<string>;
  read(token: string | undefined, projectId: string, nowMs: number): Promise<ReadToken>;
}

const SHAPE = /^1\.([0-9a-z]{8,9})\.([A-Za-z0-9_-]{12})\.([A-Za-z0-9_-]{43})$/;

/**
 * Signed tokens that show when a form was loaded: `1.<issued, base 36>.<nonce>.<HMAC-SHA-256>`, for one project.
 * Nothing is stored when one is issued. A text of another shape is somebody else's field, not a forgery.
 * @param secrets the first signs; tokens signed with a retired one stay good, so that a rotation costs no lead
 */
export function createFormTokens(secrets: readonly [string, ...string[]]): FormTokens {
  // Finished keys only: a promise of one request must not be awaited by another.
  const imported = new Map<string, CryptoKey>();

  async function toKey(secret: string): Promise<CryptoKey> {
    const key = imported.get(secret) ?? (await toHmacKey(secret, ["sign", "verify"]));
    imported.set(secret, key);
    return key;
  }
  async function isOurs(signature: Uint8Array<ArrayBuffer>, text: BufferSource): Promise<boolean> {
    for (const secret of secrets)
      if (await crypto.subtle.verify("HMAC", await toKey(secret), signature, text)) return true;
    return false;
  }
  // The prefix keeps these signatures apart from everything else signed with the secret.
  const toText = (projectId: string, issued: string, nonce: string) =>
    new TextEncoder().encode(`form_token\n${projectId}\n${issued}\n${nonce}`);

  return {
    async issue(projectId, nowMs) {
      const issued = nowMs.toString(36);
      const nonce = toBase64Url(crypto.getRandomValues(new Uint8Array(9)));
      const signature = await crypto.subtle.sign(
        "HMAC",
        await toKey(secrets[0]),
        toText(projectId, issued, nonce),
      );
      return `1.${issued}.${nonce}.${toBase64Url(new Uint8Array(signature))}`;
    },
    async read(token, projectId, nowMs) {
      const [, issued = "", nonce = "", signature = ""] = SHAPE.exec(token ?? "") ?? [];
      if (issued === "") return { state: "missing" };
      if (!(await isOurs(fromBase64Url(signature), toText(projectId, issued, nonce))))
        return { state: "forged" };
      const age = nowMs - Number.parseInt(issued, 36);
      if (age > TOKEN_MAX_AGE_MS) return { state: "late", id: nonce };
      return { state: age < TOKEN_MIN_AGE_MS ? "early" : "valid", id: nonce };
    },
  };
}

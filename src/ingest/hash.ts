import { toSha256 } from "../domain/sha256.ts";
import { toBase64Url } from "./base64url.ts";

const ENCODER = new TextEncoder();

/** A secret as a key for HMAC-SHA-256. */
export function toHmacKey(secret: string, usages: readonly ("sign" | "verify")[]): Promise<CryptoKey> {
  return crypto.subtle.importKey("raw", ENCODER.encode(secret), { name: "HMAC", hash: "SHA-256" }, false, [
    ...usages,
  ]);
}

/** SHA-256 of a text, base64url. */
export async function toSha256Base64(text: string): Promise<string> {
  return toBase64Url(await toSha256(text));
}

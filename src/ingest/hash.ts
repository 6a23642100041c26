import { toBase64Url } from "./base64url.ts";

const ENCODER = new TextEncoder();

/** SHA-256 of a text, base64url. */
export async function toSha256(text: string): Promise<string> {
  return toBase64Url(new Uint8Array(await crypto.subtle.digest("SHA-256", ENCODER.encode(text))));
}

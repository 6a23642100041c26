/** SHA-256 of a text, 32 bytes. */
export async function toSha256(text: string): Promise<Uint8Array> {
  return new Uint8Array(await crypto.subtle.digest("SHA-256", new TextEncoder().encode(text)));
}

/** SHA-256 of a text, lower-case hex. */
export async function toSha256Hex(text: string): Promise<string> {
  return Array.from(await toSha256(text), (byte) => byte.toString(16).padStart(2, "0")).join("");
}

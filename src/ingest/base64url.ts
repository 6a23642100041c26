const CODES = Array.from("ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_", (char) =>
  char.charCodeAt(0),
);

/** Bytes as base64url without padding (RFC 4648 §5). */
export function toBase64Url(bytes: Uint8Array): string {
  const text: number[] = [];
  const push = (sextet: number) => text.push(CODES[sextet & 63] ?? 0);
  let held = 0;
  let bits = 0;
  for (const byte of bytes) {
    held = ((held & 63) << 8) | byte;
    for (bits += 8; bits >= 6; bits -= 6) push(held >> (bits - 6));
  }
  if (bits > 0) push(held << (6 - bits));
  return String.fromCharCode(...text);
}

/** The bytes of a base64url text. */
export function fromBase64Url(text: string): Uint8Array<ArrayBuffer> {
  const binary = atob(text.replaceAll("-", "+").replaceAll("_", "/"));
  return Uint8Array.from(binary, (char) => char.charCodeAt(0));
}

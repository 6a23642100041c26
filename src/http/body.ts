import { Problem } from "../domain/errors.ts";

/** Largest body of a submission. */
export const MAX_BODY_BYTES = 64 * 1024;

/**
 * Reads a request's body as text (UTF-8, bad bytes replaced), never more than `maxBytes`.
 * @throws Problem `body_too_large`
 */
export async function readBody(request: Request, maxBytes: number = MAX_BODY_BYTES): Promise<string> {
  if (Number(request.headers.get("content-length") ?? 0) > maxBytes) throw tooLarge(maxBytes);
  if (!request.body) return "";
  const chunks: Uint8Array[] = [];
  let bytes = 0;
  const reader = request.body.getReader();
  for (let part = await reader.read(); !part.done; part = await reader.read()) {
    bytes += part.value.byteLength;
    if (bytes > maxBytes) {
      await reader.cancel();
      throw tooLarge(maxBytes);
    }
    chunks.push(part.value);
  }
  const decoder = new TextDecoder();
  return chunks.map((chunk) => decoder.decode(chunk, { stream: true })).join("") + decoder.decode();
}

function tooLarge(maxBytes: number): Problem {
  return new Problem("body_too_large", `The body may hold at most ${maxBytes / 1024} KiB.`);
}

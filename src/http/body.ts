import { Problem } from "../domain/errors.ts";

/** Largest body of a submission. */
export const MAX_BODY_BYTES = 64 * 1024;
/** So much of a body that is too large is still received, and thrown away, before the answer. */
export const MAX_DRAINED_BYTES = 16 * 1024 * 1024;

/**
 * Reads a request's body, never keeping more than `maxBytes`. Of one that is too large the rest is received and
 * dropped, within limits: whoever is still sending would see a broken connection instead of the answer.
 * @throws Problem `body_too_large`
 */
export async function readBody(
  request: Request,
  maxBytes: number = MAX_BODY_BYTES,
): Promise<Uint8Array<ArrayBuffer>> {
  if (fits(request, maxBytes)) return new Uint8Array(await request.arrayBuffer());
  if (Number(request.headers.get("content-length")) > MAX_DRAINED_BYTES) throw tooLarge(maxBytes);
  if (!request.body) return new Uint8Array();
  const chunks: Uint8Array[] = [];
  let length = 0;
  const reader = request.body.getReader();
  for (let part = await reader.read(); !part.done; part = await reader.read()) {
    length += part.value.byteLength;
    if (length <= maxBytes) chunks.push(part.value);
    else if (length > MAX_DRAINED_BYTES) {
      await reader.cancel();
      break;
    }
  }
  if (length > maxBytes) throw tooLarge(maxBytes);
  return toOne(chunks, length);
}

/** Reads a request's body as text; bytes that are not UTF-8 become replacement characters. */
export async function readText(request: Request): Promise<string> {
  return fits(request, MAX_BODY_BYTES) ? request.text() : new TextDecoder().decode(await readBody(request));
}

/** Whether no more can come than is wanted; then reading in one piece is much faster. */
function fits(request: Request, maxBytes: number): boolean {
  const announced = request.headers.get("content-length");
  return announced !== null && /^\d+$/.test(announced) && Number(announced) <= maxBytes;
}

function toOne(chunks: readonly Uint8Array[], length: number): Uint8Array<ArrayBuffer> {
  const bytes = new Uint8Array(length);
  let offset = 0;
  for (const chunk of chunks) {
    bytes.set(chunk, offset);
    offset += chunk.byteLength;
  }
  return bytes;
}

function tooLarge(maxBytes: number): Problem {
  return new Problem("body_too_large", `The body may hold at most ${maxBytes / 1024} KiB.`);
}

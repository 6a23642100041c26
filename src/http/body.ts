import { Problem } from "../domain/errors.ts";

/** Largest body of a submission. */
export const MAX_BODY_BYTES = 64 * 1024;

/**
 * Reads a request's body, never more than `maxBytes`. The rest of a larger one is not read.
 * @throws Problem `body_too_large`
 */
export async function readBody(
  request: Request,
  maxBytes: number = MAX_BODY_BYTES,
): Promise<Uint8Array<ArrayBuffer>> {
  if (Number(request.headers.get("content-length") ?? 0) > maxBytes) throw tooLarge(maxBytes);
  if (!request.body) return new Uint8Array();
  const chunks: Uint8Array[] = [];
  let length = 0;
  const reader = request.body.getReader();
  for (let part = await reader.read(); !part.done; part = await reader.read()) {
    length += part.value.byteLength;
    if (length > maxBytes) {
      await reader.cancel();
      throw tooLarge(maxBytes);
    }
    chunks.push(part.value);
  }
  const bytes = new Uint8Array(length);
  let offset = 0;
  for (const chunk of chunks) {
    bytes.set(chunk, offset);
    offset += chunk.byteLength;
  }
  return bytes;
}

/** Reads a request's body as text; bytes that are not UTF-8 become replacement characters. */
export async function readText(request: Request): Promise<string> {
  return new TextDecoder().decode(await readBody(request));
}

function tooLarge(maxBytes: number): Problem {
  return new Problem("body_too_large", `The body may hold at most ${maxBytes / 1024} KiB.`);
}

import { readRequestBody } from "@modelcontextprotocol/server";

/** Questions are small; this leaves room for filters with the most and longest values. */
const MAX_BODY_BYTES = 262_144;

/**
 * The request with its body read, or the refusal of a body that is larger than any question. The handler's own limit
 * covers the newer protocol era only, so it is applied here for both.
 */
export async function toBounded(request: Request): Promise<Request | Response> {
  if (request.method !== "POST") return request;
  const body = await readRequestBody(request, MAX_BODY_BYTES);
  if (!body.tooLarge) {
    const { method, headers, signal } = request;
    return new Request(request.url, { method, headers, signal, body: body.text });
  }
  const message = `A request may hold at most ${MAX_BODY_BYTES} bytes.`;
  return Response.json({ jsonrpc: "2.0", id: null, error: { code: -32600, message } }, { status: 413 });
}

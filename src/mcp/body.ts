import { readRequestBody } from "@modelcontextprotocol/server";
import { countQuestions } from "./batch.ts";

/** Questions are small; this leaves room for filters with the most and longest values. */
const MAX_BODY_BYTES = 262_144;

export interface Bounded {
  readonly request: Request;
  /** See {@link countQuestions}. */
  readonly questions: number;
}

/**
 * The request with its body read, or the refusal of a body that is larger than any question. The handler's own limit
 * covers the newer protocol era only, so it is applied here for both.
 */
export async function toBounded(request: Request): Promise<Bounded | Response> {
  if (request.method !== "POST") return { request, questions: 1 };
  const body = await readRequestBody(request, MAX_BODY_BYTES);
  if (!body.tooLarge) {
    const { method, headers, signal } = request;
    const { text } = body;
    const read = new Request(request.url, { method, headers, signal, body: text });
    return { request: read, questions: countQuestions(text) };
  }
  const message = `A request may hold at most ${MAX_BODY_BYTES} bytes.`;
  return Response.json({ jsonrpc: "2.0", id: null, error: { code: -32600, message } }, { status: 413 });
}

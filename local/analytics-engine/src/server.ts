import { createServer, type IncomingMessage, type Server, type ServerResponse } from "node:http";
import { isFromBrowser, type Refusal, toEnvelope } from "./auth.ts";
import { ConnectionsClosed } from "./connections.ts";

/** What a route answers; a body that is an object is sent as JSON. */
export interface Reply {
  status: number;
  body?: string | Uint8Array | object;
  contentType?: string;
  headers?: Record<string, string>;
  /** Send half of the body, then cut the connection. */
  cut?: boolean;
}

/** One request as a route sees it. */
export interface RouteRequest {
  path: string;
  method: string;
  headers: IncomingMessage["headers"];
  /** The body as it arrives. */
  chunks: AsyncIterable<Uint8Array>;
  /** The whole body as text; throws BodyTooLarge above `maxBytes`. */
  text(maxBytes: number): Promise<string>;
}

/** The request's body is larger than its route takes. */
class BodyTooLarge extends Error {}

function readText(request: IncomingMessage, maxBytes: number): Promise<string> {
  return new Promise((resolve, reject) => {
    const chunks: Buffer[] = [];
    let size = 0;
    request.on("data", (chunk: Buffer) => {
      size += chunk.byteLength;
      if (size > maxBytes) reject(new BodyTooLarge());
      else chunks.push(chunk);
    });
    request.on("end", () => resolve(Buffer.concat(chunks).toString("utf8")));
    request.on("error", reject);
  });
}

/** A refusal of the gateway kind. */
export function toRefusal(refusal: Refusal, headers: Record<string, string> = {}): Reply {
  return { status: refusal.status, contentType: "application/json", body: toEnvelope(refusal), headers };
}

/** What went wrong without anything being broken; `null` for everything else. */
function toKnownFailure(error: unknown): Reply | null {
  if (error instanceof BodyTooLarge) {
    const refusal = { status: 413, code: 10000, message: "The body is too large" };
    return toRefusal(refusal, { connection: "close" });
  }
  if (error instanceof ConnectionsClosed) {
    return toRefusal({ status: 503, code: 10000, message: "The engine is closing" });
  }
  return null;
}

function send(response: ServerResponse, reply: Reply): void {
  const { body = "" } = reply;
  const raw = typeof body === "string" ? Buffer.from(body) : body;
  const bytes = raw instanceof Uint8Array ? raw : Buffer.from(`${JSON.stringify(raw)}\n`);
  response.writeHead(reply.status, {
    ...(reply.status === 204 ? {} : { "content-length": bytes.byteLength }),
    ...(bytes.byteLength > 0 ? { "content-type": reply.contentType ?? "application/json" } : {}),
    ...reply.headers,
  });
  if (!reply.cut) response.end(bytes);
  else response.write(bytes.subarray(0, bytes.byteLength >> 1), () => response.destroy());
}

/**
 * Serves routes on the loopback address only and refuses whatever a web page may have sent.
 * @param route answers one request; what it throws becomes a 500 without details
 * @param onError receives what it threw
 */
export function createLoopbackServer(
  route: (request: RouteRequest) => Promise<Reply>,
  onError: (error: unknown) => void,
): Server {
  const handle = async (request: IncomingMessage): Promise<Reply> => {
    const path = URL.parse(request.url ?? "/", "http://127.0.0.1")?.pathname;
    const method = request.method ?? "GET";
    if (path === undefined) return toRefusal({ status: 400, code: 7003, message: "No route for that URI" });
    if (isFromBrowser(request.headers)) {
      return toRefusal({ status: 403, code: 10000, message: "Requests from web pages are refused" });
    }
    // A body left half read must not end the connection before the answer is sent.
    const chunks: AsyncIterable<Uint8Array> = {
      [Symbol.asyncIterator]: () => request.iterator({ destroyOnReturn: false }),
    };
    const text = (maxBytes: number) => readText(request, maxBytes);
    return route({ path, method, headers: request.headers, chunks, text });
  };
  return createServer((request, response) => {
    handle(request)
      .catch((error): Reply => {
        const known = toKnownFailure(error);
        if (known === null) onError(error);
        return known ?? toRefusal({ status: 500, code: 10000, message: "Internal error" });
      })
      .then((reply) => send(response, reply))
      .catch(onError);
  });
}

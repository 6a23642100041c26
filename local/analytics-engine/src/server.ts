import { createServer, type IncomingMessage, type Server, type ServerResponse } from "node:http";
import { isFromBrowser, type Refusal, toEnvelope } from "./auth.ts";

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
export class BodyTooLarge extends Error {}

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
    const { pathname } = new URL(request.url ?? "/", "http://127.0.0.1");
    const method = request.method ?? "GET";
    if (isFromBrowser(request.headers, pathname === "/")) {
      return toRefusal({ status: 403, code: 10000, message: "Requests from web pages are refused" });
    }
    // A body left half read must not end the connection before the answer is sent.
    const chunks: AsyncIterable<Uint8Array> = {
      [Symbol.asyncIterator]: () => request.iterator({ destroyOnReturn: false }),
    };
    const text = (maxBytes: number) => readText(request, maxBytes);
    return route({ path: pathname, method, headers: request.headers, chunks, text });
  };
  return createServer((request, response) => {
    handle(request)
      .catch((error): Reply => {
        if (error instanceof BodyTooLarge) {
          return toRefusal(
            { status: 413, code: 10000, message: "The body is too large" },
            { connection: "close" },
          );
        }
        onError(error);
        return toRefusal({ status: 500, code: 10000, message: "Internal error" });
      })
      .then((reply) => send(response, reply))
      .catch(onError);
  });
}

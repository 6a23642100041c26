import { Hono } from "hono";
import { toLlmsText } from "./llms.ts";
import { type OpenApi, type OpenApiOptions, toOpenApi } from "./openapi.ts";
import { toReferencePage, toReferencePolicy } from "./reference-page.ts";
import { refuseMethod } from "./refuse-method.ts";

const MAX_AGE_S = 3600;

interface Document {
  readonly body: string;
  readonly headers: Readonly<Record<string, string>>;
}

/**
 * What says how this API is used: `/openapi.json`, `/docs` and `/llms.txt`. Public and cacheable; each is made when it
 * is first asked for and kept as long as the isolate lives.
 */
export function createReferenceRoutes(options: OpenApiOptions): Hono {
  const toApi = once(async () => toOpenApi(options));
  const documents: Readonly<Record<string, (api: OpenApi) => Promise<Document>>> = {
    "/openapi.json": async (api) => toDocument("application/json", JSON.stringify(api)),
    "/docs": async (api) =>
      toDocument("text/html; charset=utf-8", toReferencePage(api), {
        "Content-Security-Policy": await toReferencePolicy(),
        "Referrer-Policy": "no-referrer",
      }),
    "/llms.txt": async (api) => toDocument("text/plain; charset=utf-8", toLlmsText(api, options.publicUrl)),
  };
  const routes = new Hono();
  for (const [path, build] of Object.entries(documents)) {
    const toKept = once(async () => build(await toApi()));
    routes.get(path, async (context) => {
      const { body, headers } = await toKept();
      const isKnown = context.req.header("If-None-Match")?.includes(headers.ETag ?? "none");
      return isKnown ? new Response(null, { status: 304, headers }) : new Response(body, { headers });
    });
    routes.all(path, refuseMethod);
  }
  return routes;
}

async function toDocument(
  type: string,
  body: string,
  further: Readonly<Record<string, string>> = {},
): Promise<Document> {
  const digest = new Uint8Array(await crypto.subtle.digest("SHA-256", new TextEncoder().encode(body)));
  const tag = Array.from(digest.slice(0, 8), (byte) => byte.toString(16).padStart(2, "0")).join("");
  return {
    body,
    headers: {
      "Content-Type": type,
      "Cache-Control": `public, max-age=${MAX_AGE_S}`,
      ETag: `"${tag}"`,
      "X-Content-Type-Options": "nosniff",
      "Access-Control-Allow-Origin": "*",
      ...further,
    },
  };
}

/** Keeps what was made, never the promise: a promise belongs to the request that began it. */
function once<T>(make: () => Promise<T>): () => Promise<T> {
  let made: T | undefined;
  return async () => {
    made ??= await make();
    return made;
  };
}

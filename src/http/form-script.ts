import { Hono } from "hono";
import { refuseMethod } from "./refuse-method.ts";

const PATH = "/lead.js";
/** A day without asking, then a week in which the old one is used while the browser asks. */
const CACHE = "public, max-age=86400, stale-while-revalidate=604800";

/** `GET /lead.js`: the form script, for the pages of any site. */
export function createFormScriptRoutes(script: string): Hono {
  let headers: Readonly<Record<string, string>> | undefined;
  const routes = new Hono();
  routes.get(PATH, async (context) => {
    headers ??= await toHeaders(script);
    const known = context.req.header("If-None-Match") ?? "";
    return known.includes(headers.ETag ?? PATH)
      ? new Response(null, { status: 304, headers })
      : new Response(script, { headers });
  });
  routes.all(PATH, refuseMethod);
  return routes;
}

async function toHeaders(script: string): Promise<Record<string, string>> {
  const digest = new Uint8Array(await crypto.subtle.digest("SHA-256", new TextEncoder().encode(script)));
  const tag = Array.from(digest.slice(0, 8), (byte) => byte.toString(16).padStart(2, "0")).join("");
  return {
    "Content-Type": "text/javascript; charset=utf-8",
    "Cache-Control": CACHE,
    ETag: `"${tag}"`,
    "X-Content-Type-Options": "nosniff",
    "Access-Control-Allow-Origin": "*",
    // Pages that isolate themselves load only what says this.
    "Cross-Origin-Resource-Policy": "cross-origin",
  };
}

import type { Context } from "hono";
import { Hono } from "hono/tiny";
import { type Issuer, REGISTER_PATH, TOKEN_PATH } from "../access/oauth-issuer.ts";
import type { Issuers } from "../access/oauth-issuers.ts";
import { Problem } from "../domain/errors.ts";
import { readBody } from "./body.ts";
import type { SignInRate } from "./oauth-rate.ts";

/** Room for a signed client assertion, and for everything an app has to say about itself. */
const MAX_BODY_BYTES = 16_384;
const RESOURCE_METADATA = "/.well-known/oauth-protected-resource";
const SERVER_METADATA = "/.well-known/oauth-authorization-server";

/**
 * The addresses of OAuth that apps talk to: metadata of the protected resource (RFC 9728) and of the authorization
 * server (RFC 8414), token and revocation endpoint, dynamic client registration (RFC 7591).
 */
export function createOAuthRoutes(issuers: Issuers, countRate: SignInRate): Hono {
  const routes = new Hono();

  function findIssuer({ req }: Context): Issuer {
    const issuer = issuers(req.url);
    if (!issuer) throw new Problem("not_found", `There is no ${req.method} ${req.path}.`);
    return issuer;
  }

  routes.all(RESOURCE_METADATA, (context) => findIssuer(context).describeResource(context.req.raw));
  routes.all(`${RESOURCE_METADATA}/*`, (context) => findIssuer(context).describeResource(context.req.raw));
  routes.all(SERVER_METADATA, (context) => findIssuer(context).serve(context.req.raw));
  routes.all(TOKEN_PATH, async (context) => findIssuer(context).serve(await toBounded(context.req.raw)));
  routes.all(REGISTER_PATH, async (context) => {
    const issuer = findIssuer(context);
    if (context.req.method === "POST") await countRate("register", context.req.raw);
    return issuer.serve(await toBounded(context.req.raw));
  });
  return routes;
}

/** @throws Problem `body_too_large` */
async function toBounded(request: Request): Promise<Request> {
  if (request.method !== "POST") return request;
  const { method, headers } = request;
  return new Request(request.url, { method, headers, body: await readBody(request, MAX_BODY_BYTES) });
}

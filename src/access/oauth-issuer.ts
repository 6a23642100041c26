import {
  insufficientScope,
  OAuthAuthorizationServer,
  OAuthError,
  type OAuthHelpers,
  OAuthResourceServer,
} from "@cloudflare/workers-oauth-provider";
import { Problem } from "../domain/errors.ts";
import { type Log, logCause } from "../domain/log.ts";
import type { Principal } from "../domain/principal.ts";
import { createDecideOnce, type DecideOnce } from "./decide-once.ts";
import { isKeyShaped } from "./key.ts";
import type { Keyring } from "./keyring.ts";
import { findLinked } from "./oauth-key-link.ts";
import { READ_SCOPE, SCOPES } from "./oauth-scope.ts";
import { toOAuthStore } from "./oauth-store.ts";

/** The binding under which the library looks for its store. */
export interface OAuthEnv {
  readonly OAUTH_KV: KVNamespace;
}

export interface IssuerOptions {
  readonly env: OAuthEnv;
  readonly keyring: Keyring;
  /** Epoch milliseconds. */
  readonly now: () => number;
  readonly log: Log;
}

/** OAuth 2.1 as it is offered on one origin: who may sign in, and what their tokens open there. */
export interface Issuer {
  /** Metadata, token, revocation and registration endpoints. */
  serve(request: Request): Promise<Response>;
  /** The metadata of the protected resource, `/mcp`; 404 for that of any other path. */
  describeResource(request: Request): Promise<Response>;
  /** Who sends a request to `/mcp`, with a key or a token; else the refusal, with the challenge that a client follows. */
  identify(request: Request): Promise<Principal | Response>;
  /** What the consent page needs. */
  readonly api: OAuthHelpers;
  readonly decideOnce: DecideOnce;
}

export const AUTHORIZE_PATH = "/authorize";
export const TOKEN_PATH = "/oauth/token";
export const REGISTER_PATH = "/oauth/register";

/** Unused for this long, a grant ends; in use it lives as long as its key. */
export const GRANT_IDLE_DAYS = 30;
const GRANT_IDLE_S = GRANT_IDLE_DAYS * 86_400;
const ADMITTED_STATUS = 204;

/**
 * Both OAuth roles of one origin, e.g. `https://leads.example.com`.
 * @throws TypeError for an origin that is neither https nor this machine
 */
export function createIssuer(origin: string, options: IssuerOptions): Issuer {
  const { keyring, log } = options;
  const env = { OAUTH_KV: toOAuthStore(options.env.OAUTH_KV) };
  const resource = `${origin}/mcp`;
  const find = (props: unknown) => orUnavailable(findLinked(keyring, props), log);
  const authorizationServer = new OAuthAuthorizationServer<OAuthEnv>({
    issuer: origin,
    resources: [resource],
    defaultResource: resource,
    scopesSupported: [...SCOPES],
    authorizeEndpoint: AUTHORIZE_PATH,
    tokenEndpoint: TOKEN_PATH,
    clientRegistrationEndpoint: REGISTER_PATH,
    clientIdMetadataDocumentEnabled: true,
    refreshTokenTTL: GRANT_IDLE_S,
    refreshTokenIdleTTL: GRANT_IDLE_S,
    async tokenExchangeCallback({ props }) {
      if (await find(props)) return;
      throw new OAuthError("invalid_grant", { description: "The access key behind this grant has ended." });
    },
    onError: ({ code, internal: { category, reason } }) => log("oauth_refused", { code, category, reason }),
  });

  const resourceServer = new OAuthResourceServer<OAuthEnv, Principal>({
    resourceMetadata: {
      resource,
      authorization_servers: [origin],
      bearer_methods_supported: ["header"],
      resource_name: "Lead statistics",
    },
    requiredScopes: [READ_SCOPE],
    validateToken: () => async (audience, token) => {
      if (isKeyShaped(token)) {
        const holder = await orUnavailable(keyring.find(token), log);
        return holder ? { props: holder, audience, scope: [READ_SCOPE] } : null;
      }
      const grant = await authorizationServer.validateToken(audience, token, env);
      const holder = grant && (await find(grant.props));
      return holder ? { props: holder, audience: grant.audience, scope: grant.scope } : null;
    },
    handler: {
      fetch: (_request, _env, { auth }) =>
        auth.scope.includes(READ_SCOPE)
          ? new Response(null, { status: ADMITTED_STATUS })
          : insufficientScope(auth, [READ_SCOPE]),
    },
  });

  return {
    serve: (request) => authorizationServer.fetch(request, env, createContext()),
    describeResource: (request) => resourceServer.fetch(request, env, createContext()),
    async identify(request) {
      const context = createContext<Principal>();
      const answer = await resourceServer.fetch(request, env, context);
      return answer.status === ADMITTED_STATUS ? context.props : answer;
    },
    api: authorizationServer.getOAuthApi(env),
    decideOnce: createDecideOnce(env.OAUTH_KV, options.now),
  };
}

/** The library writes what it found out about a request here, and uses nothing else of it. */
function createContext<Props>(): ExecutionContext<Props> {
  return { waitUntil() {}, passThroughOnException() {} } as unknown as ExecutionContext<Props>;
}

async function orUnavailable<T>(found: Promise<T>, log: Log): Promise<T> {
  try {
    return await found;
  } catch (error) {
    if (!(error instanceof Problem)) throw error;
    logCause(log, error);
    throw new OAuthError("temporarily_unavailable", {
      description: error.message,
      statusCode: 503,
      headers: { "Retry-After": String(error.retryAfterS ?? 10) },
    });
  }
}

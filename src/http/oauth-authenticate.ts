import type { Issuers } from "../access/oauth-issuers.ts";
import type { RateCheck } from "../access/rate-limit.ts";
import { Problem } from "../domain/errors.ts";
import { type Log, logCause } from "../domain/log.ts";
import type { Principal } from "../domain/principal.ts";
import type { Admit, Authorize } from "./authorize.ts";
import { toProblemResponse } from "./problem.ts";

/** Who is asking, or the refusal to send. */
export type Authenticate = (request: Request) => Promise<Principal | Response>;

/** Admits keys only; the refusal leads to no sign-in. */
export function createKeyAuthenticate(authorize: Authorize, log: Log): Authenticate {
  return (request) => orRefusal(authorize(request), log);
}

/**
 * Admits keys and OAuth tokens alike: a token has the role, the projects and the rate limit of the key behind it.
 * Where there is no issuer, only keys are admitted.
 */
export function createAuthenticate(
  issuers: Issuers,
  authorize: Authorize,
  admit: Admit,
  log: Log,
): Authenticate {
  async function identify(request: Request): Promise<Principal | Response> {
    const issuer = issuers(request.url);
    if (!issuer) return authorize(request);
    const found = await issuer.identify(request);
    return found instanceof Response ? withReason(found) : admit(found);
  }
  return (request) => orRefusal(identify(request), log);
}

/** Counts one more question of somebody who was let in; a refusal when they asked too often. */
export function createCount(
  checkKeyRate: RateCheck,
  log: Log,
): (principal: Principal) => Promise<Response | undefined> {
  return async ({ keyId }) => (await orRefusal(checkKeyRate(keyId), log)) ?? undefined;
}

async function orRefusal<T>(found: Promise<T>, log: Log): Promise<T | Response> {
  try {
    return await found;
  } catch (error) {
    if (!(error instanceof Problem)) throw error;
    logCause(log, error);
    return toProblemResponse(error);
  }
}

/** A challenge alone tells a person nothing, so it gets the body that every other refusal has. */
function withReason(refusal: Response): Response {
  if (refusal.status !== 401) return refusal;
  const message = "This needs a valid access key or OAuth token: Authorization: Bearer ….";
  const response = toProblemResponse(new Problem("unauthorized", message));
  const challenge = refusal.headers.get("WWW-Authenticate");
  if (challenge !== null) response.headers.set("WWW-Authenticate", challenge);
  return response;
}

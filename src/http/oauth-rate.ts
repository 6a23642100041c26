import { checkRate, type RateLimiter } from "../access/rate-limit.ts";
import { readConnection, toVisitor } from "./connection.ts";

/** What somebody without a key can make this server do. */
export type OpenAction = "open" | "sign-in" | "register";

/**
 * Counts an action of a visitor's address.
 * @throws Problem `rate_limited`
 */
export type SignInRate = (action: OpenAction, request: Request) => Promise<void>;

/** Each action is counted on its own; what goes over the limit waits a minute. */
export function createSignInRate(limiter: RateLimiter | undefined): SignInRate {
  const refusal = "Too many attempts from this address; try again in a minute.";
  return (action, request) => checkRate(limiter, `${action}:${toVisitor(readConnection(request))}`, refusal);
}

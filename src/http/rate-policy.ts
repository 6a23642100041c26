import type { MiddlewareHandler } from "hono";
import { type RatePolicy, toPolicyField } from "../access/rate-policy.ts";

/** Tells every caller, served or refused, how often they may ask. */
export function createRatePolicyHeader(policy: RatePolicy): MiddlewareHandler {
  const field = toPolicyField(policy);
  return async (context, next) => {
    await next();
    context.header("RateLimit-Policy", field);
  };
}

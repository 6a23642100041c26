import { Problem } from "../domain/errors.ts";
import { type RatePolicy, toPolicyWords } from "./rate-policy.ts";

/** The Workers rate-limiting binding. */
export interface RateLimiter {
  limit(options: { key: string }): Promise<{ success: boolean }>;
}

/**
 * Counts a request of a key.
 * @throws Problem `rate_limited`
 */
export type RateCheck = (key: string) => Promise<void>;

/** Every limit counts per minute; a refused caller may come back after one. */
const RETRY_AFTER_S = 60;

/**
 * Counts a request against a limit. A limiter that is missing or broken lets everything through: a limit protects,
 * it is not worth a lead.
 * @param refusal what a refused caller is told
 * @throws Problem `rate_limited`
 */
export async function checkRate(
  limiter: RateLimiter | undefined,
  key: string,
  refusal: string,
  retryAfterS = RETRY_AFTER_S,
): Promise<void> {
  const outcome = await limiter?.limit({ key }).catch(() => undefined);
  if (outcome?.success === false) throw new Problem("rate_limited", refusal, { retryAfterS });
}

/**
 * A limit with the policy it enforces. The platform does not say when its window ends, so a refused caller is asked
 * to wait for a whole one.
 * https://developers.cloudflare.com/workers/runtime-apis/bindings/rate-limit/
 */
export function createRateLimiter(limiter: RateLimiter | undefined, policy: RatePolicy): RateCheck {
  const refusal = `Too many requests with this key: ${toPolicyWords(policy)} are allowed.`;
  return (key) => checkRate(limiter, key, refusal, policy.periodS);
}

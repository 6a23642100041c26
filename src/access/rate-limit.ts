import { Problem } from "../domain/errors.ts";

/** The Workers rate-limiting binding. */
export interface RateLimiter {
  limit(options: { key: string }): Promise<{ success: boolean }>;
}

/** Both limits count per minute; a refused caller may come back after one. */
const RETRY_AFTER_S = 60;

/**
 * Counts a request against a limit. A limiter that is missing or broken lets everything through: a limit protects,
 * it is not worth a lead.
 * @throws Problem `rate_limited`
 */
export async function checkRate(limiter: RateLimiter | undefined, key: string): Promise<void> {
  const outcome = await limiter?.limit({ key }).catch(() => undefined);
  if (outcome?.success === false)
    throw new Problem("rate_limited", "Too many submissions; try again in a minute.", {
      retryAfterS: RETRY_AFTER_S,
    });
}

/** So many requests per key in a window, as the binding in wrangler.toml counts them. */
export interface RatePolicy {
  readonly name: string;
  readonly limit: number;
  /** Seconds; the platform knows no other windows. */
  readonly periodS: 10 | 60;
}

/**
 * The policy as the `RateLimit-Policy` field says it, e.g. `"default";q=120;w=60`.
 * draft-ietf-httpapi-ratelimit-headers-10 §4
 */
export function toPolicyField({ name, limit, periodS }: RatePolicy): string {
  return `"${name}";q=${limit};w=${periodS}`;
}

/** The policy in words, e.g. `120 a minute`. */
export function toPolicyWords({ limit, periodS }: RatePolicy): string {
  return periodS === 60 ? `${limit} a minute` : `${limit} in ${periodS} seconds`;
}

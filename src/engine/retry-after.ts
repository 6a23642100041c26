/** Nobody is waited for longer; the Cloudflare API blocks for five minutes at most. */
const MAX_WAIT_S = 300;

/**
 * Seconds that a `Retry-After` field asks to wait, at most {@link MAX_WAIT_S}; `undefined` when it says nothing
 * that can be understood.
 * RFC 9110 §10.2.3: delay in seconds, or an HTTP date
 * @param nowMs epoch milliseconds
 */
export function readRetryAfter(field: string | null, nowMs: number): number | undefined {
  const text = field?.trim() ?? "";
  if (/^\d{1,9}$/.test(text)) return Math.min(Number(text), MAX_WAIT_S);
  // Every HTTP date names its weekday or ends with its zone; anything else `Date.parse` might guess at.
  const at = /^[A-Z][a-z]+,? .*\d$|GMT$/.test(text) ? Date.parse(text) : Number.NaN;
  if (Number.isNaN(at)) return undefined;
  return Math.min(Math.max(0, Math.ceil((at - nowMs) / 1000)), MAX_WAIT_S);
}

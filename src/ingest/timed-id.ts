/** A version 7 UUID (RFC 9562): ids sort by the millisecond in which they were minted. @param ms epoch milliseconds */
export function createTimedId(ms: number): string {
  const random = crypto.randomUUID();
  return `${toIdPrefix(ms)}-7${random.slice(15)}`;
}

/** Everything minted before the moment sorts before this, everything from it on after. */
export function toIdPrefix(ms: number): string {
  const hex = Math.max(0, Math.floor(ms)).toString(16).padStart(12, "0").slice(-12);
  return `${hex.slice(0, 8)}-${hex.slice(8)}`;
}

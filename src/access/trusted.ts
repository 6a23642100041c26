/**
 * Whether what was read may still be trusted. A clock that was set back would make it last as long as the jump.
 * @param untilMs when it was read, and how long it is trusted
 */
export function isTrusted(untilMs: number, nowMs: number, lifetimeMs: number): boolean {
  const leftMs = untilMs - nowMs;
  return leftMs > 0 && leftMs <= lifetimeMs;
}

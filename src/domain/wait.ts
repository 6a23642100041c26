/** Waits so many milliseconds. */
export type Wait = (ms: number) => Promise<void>;

export const wait: Wait = (ms) => new Promise((resolve) => setTimeout(resolve, ms));

/** KV takes one change of a name a second: https://developers.cloudflare.com/kv/platform/limits/ */
export const BETWEEN_CHANGES_MS = 1100;

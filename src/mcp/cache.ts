/** How long clients may keep what is the same for every caller and changes only with a deployment. */
export const STATIC = { ttlMs: 300_000, cacheScope: "public" } as const;

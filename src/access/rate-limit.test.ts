import { expect, test } from "vitest";
import { checkRate, createRateLimiter, type RateLimiter } from "./rate-limit.ts";
import { toPolicyField } from "./rate-policy.ts";

const POLICY = { name: "default", limit: 2, periodS: 60 } as const;

/** Counts as the platform does, in one window that never ends. */
function createCounter(limit: number): RateLimiter {
  const counts = new Map<string, number>();
  return {
    limit: async ({ key }) => {
      counts.set(key, (counts.get(key) ?? 0) + 1);
      return { success: (counts.get(key) ?? 0) <= limit };
    },
  };
}

test("a key has its own allowance and is told what it is", async () => {
  const check = createRateLimiter(createCounter(2), POLICY);
  await check("a");
  await check("a");
  await check("b");
  await expect(check("a")).rejects.toMatchObject({
    code: "rate_limited",
    message: "Too many requests with this key: 2 a minute are allowed.",
    retryAfterS: 60,
  });
  await check("b");
});

test("a refused caller waits as long as the window is", async () => {
  const check = createRateLimiter(createCounter(0), { ...POLICY, periodS: 10 });
  await expect(check("a")).rejects.toMatchObject({
    message: "Too many requests with this key: 2 in 10 seconds are allowed.",
    retryAfterS: 10,
  });
});

test("a limiter that is missing or broken lets everything through", async () => {
  const broken: RateLimiter = { limit: () => Promise.reject(new Error("broken")) };
  await createRateLimiter(undefined, POLICY)("a");
  await createRateLimiter(broken, POLICY)("a");
  await checkRate(undefined, "a", "No.");
});

test("a policy is said as the draft says it", () => {
  expect(toPolicyField({ name: "default", limit: 120, periodS: 60 })).toBe('"default";q=120;w=60');
});

import { createRandom } from "./random.ts";

/** Ways in which a query can go wrong on its way: a refusal, a broken gateway, delay, a cut connection. */
export const FAULT_KINDS = ["429", "500", "502", "503", "slow", "cut"] as const;
export type FaultKind = (typeof FAULT_KINDS)[number];

/** Failures to inject into the SQL route. */
export interface FaultPlan {
  /** What happens to the next queries, in this order, before `share` decides. */
  next?: FaultKind[];
  /** Share of queries that fail, 0 to 1, default 0. */
  share?: number;
  /** Kinds to choose from by `share`, default all. */
  kinds?: FaultKind[];
  seed?: number;
  /** Milliseconds that `slow` adds, default 5,000. */
  delayMs?: number;
}

export const DEFAULT_FAULT_DELAY_MS = 5_000;

/** Decides per query what, if anything, goes wrong; repeatable for a given seed. */
export function createFaults(plan: FaultPlan): () => FaultKind | null {
  const queue = [...(plan.next ?? [])];
  const kinds = plan.kinds ?? FAULT_KINDS;
  const random = createRandom(plan.seed ?? 1);
  return () => {
    const queued = queue.shift();
    if (queued) return queued;
    if (random() >= (plan.share ?? 0)) return null;
    return kinds[Math.floor(random() * kinds.length)] ?? null;
  };
}

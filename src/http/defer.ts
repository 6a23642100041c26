import type { Context } from "hono";

/** Keeps the invocation alive until the work is done; where there is no such thing, the work just runs. */
export function toDefer(context: Context): (work: Promise<unknown>) => void {
  return (work) => {
    try {
      context.executionCtx.waitUntil(work);
    } catch {
      work.catch(() => {}); // no execution context: a plain request in a test
    }
  };
}

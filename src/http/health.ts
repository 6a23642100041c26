import { Hono } from "hono/tiny";
import { Problem } from "../domain/errors.ts";
import { type Log, toErrorText } from "../domain/log.ts";

/** One thing the Worker cannot do without; resolves when it answers. */
export type HealthCheck = () => Promise<unknown>;

const TIMEOUT_MS = 3000;
/** Anybody may ask, and every check costs: a result stands for so long. */
const KEPT_MS = 10_000;

/**
 * `GET /healthz`: 200 when everything answers, else 503; says which part does not, never why.
 * @param now epoch milliseconds
 */
export function createHealthRoutes(
  checks: Readonly<Record<string, HealthCheck>>,
  now: () => number,
  log: Log,
): Hono {
  let found: { readonly results: (readonly [string, string])[]; readonly at: number } | undefined;
  let lookingSince = 0;

  async function look(): Promise<(readonly [string, string])[]> {
    lookingSince = now();
    const results = await Promise.all(
      Object.entries(checks).map(async ([name, ask]) => {
        try {
          await withTimeout(ask());
          return [name, "ok"] as const;
        } catch (error) {
          // A problem's own words are for callers.
          const cause = (error instanceof Problem && error.cause) || error;
          log("health_check_failed", { name, error: toErrorText(cause) });
          return [name, "unavailable"] as const;
        }
      }),
    );
    found = { results, at: now() };
    return results;
  }

  /**
   * A request cannot wait for another's promises (workerd forbids it), so while one looks the others are told what was
   * found last, unless that is long ago.
   */
  function isStanding({ at }: { at: number }): boolean {
    return isYounger(at, isYounger(lookingSince, TIMEOUT_MS) ? KEPT_MS + TIMEOUT_MS : KEPT_MS);
  }

  /** What lies ahead is from before the clock was set back. */
  function isYounger(sinceMs: number, ms: number): boolean {
    const age = now() - sinceMs;
    return age >= 0 && age < ms;
  }

  const routes = new Hono();
  routes.get("/healthz", async (context) => {
    const results = found && isStanding(found) ? found.results : await look();
    const isHealthy = results.every(([, state]) => state === "ok");
    context.header("Cache-Control", "no-store");
    return context.json(
      { status: isHealthy ? "ok" : "degraded", checks: Object.fromEntries(results) },
      isHealthy ? 200 : 503,
    );
  });
  return routes;
}

function withTimeout(work: Promise<unknown>): Promise<unknown> {
  return Promise.race([
    work,
    new Promise((_, reject) => {
      setTimeout(() => reject(new Error("no answer in time")), TIMEOUT_MS);
    }),
  ]);
}

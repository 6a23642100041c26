import { Hono } from "hono/tiny";
import type { Log } from "../domain/log.ts";
import { toErrorText } from "../domain/log.ts";

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
  let kept: { readonly results: (readonly [string, string])[]; readonly until: number } | undefined;

  async function check(): Promise<(readonly [string, string])[]> {
    const results = await Promise.all(
      Object.entries(checks).map(async ([name, ask]) => {
        const isUp = await withTimeout(ask()).then(
          () => true,
          (error: unknown) => {
            log("health_check_failed", { name, error: toErrorText(error) });
            return false;
          },
        );
        return [name, isUp ? "ok" : "unavailable"] as const;
      }),
    );
    kept = { results, until: now() + KEPT_MS };
    return results;
  }

  const routes = new Hono();
  routes.get("/healthz", async (context) => {
    const results = kept && kept.until > now() ? kept.results : await check();
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

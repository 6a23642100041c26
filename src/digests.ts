import type { Config, Env } from "./config.ts";
import type { DigestOptions } from "./digest/options.ts";
import type { Log } from "./domain/log.ts";
import { wait } from "./domain/wait.ts";
import type { createReading } from "./reading.ts";

/**
 * What makes briefs and alerts, and who carries them.
 * @param publicUrl where the product is reached; empty when nobody knows
 */
export function toDigestOptions(
  env: Env,
  config: Config,
  reading: Pick<ReturnType<typeof createReading>, "statistics" | "insights" | "projects">,
  publicUrl: string,
  now: () => number,
  log: Log,
): DigestOptions {
  const { EMAIL, DIRECTORY } = env;
  const from = config.BRIEF_FROM;
  const mail =
    EMAIL &&
    from !== "" &&
    ((to: string, subject: string, text: string) => EMAIL.send({ from, to, subject, text }));
  return {
    statistics: reading.statistics,
    insights: reading.insights,
    projects: reading.projects,
    sent: DIRECTORY,
    couriers: { fetch: (url, init) => fetch(url, init), mail: mail || undefined },
    timezone: config.REPORTING_TIMEZONE,
    publicUrl,
    now,
    wait,
    log,
  };
}

import type { Log } from "../domain/log.ts";
import type { ProjectDirectory } from "../domain/project.ts";
import type { Wait } from "../domain/wait.ts";
import type { Insights } from "../insights/insights.ts";
import type { Statistics } from "../stats/port.ts";
import type { Couriers } from "./deliver.ts";

/** Remembers what a project was sent. KV takes one change of a name a second, see `BETWEEN_CHANGES_MS`. */
export interface SentMemory {
  get(name: string): Promise<string | null>;
  put(name: string, what: string, options: { readonly expirationTtl: number }): Promise<void>;
  delete(name: string): Promise<void>;
}

/** What sends briefs and alerts. */
export interface DigestOptions {
  readonly statistics: Pick<Statistics, "summary">;
  readonly insights: Pick<Insights, "changes" | "focus" | "quality" | "forecast" | "anomalies">;
  readonly projects: Pick<ProjectDirectory, "list">;
  readonly sent: SentMemory;
  readonly couriers: Couriers;
  /** IANA zone of projects without their own. */
  readonly timezone: string;
  /** Origin of the dashboard; empty when it is not known, and then nothing is sent. */
  readonly publicUrl: string;
  /** Epoch milliseconds. */
  readonly now: () => number;
  readonly wait: Wait;
  readonly log: Log;
}

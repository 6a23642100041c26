import type * as z from "zod";
import type { Principal } from "../domain/principal.ts";
import { toAnomalies } from "./anomalies/anomalies.ts";
import { type Asked, type Asks, createAsk } from "./ask.ts";
import type { INSIGHTS, InsightName } from "./catalog.ts";
import { toChanges } from "./changes/changes.ts";
import { toFocus } from "./focus/focus.ts";
import { toForecast } from "./forecast/forecast.ts";
import { toQualityAudit } from "./quality/quality.ts";
import { toBestTimes } from "./times/times.ts";

export interface InsightsOptions {
  /** The only way to a number. */
  readonly statistics: Asked;
  /** Epoch milliseconds. */
  readonly now: () => number;
}

/**
 * Every insight as a question: what a caller wrote in, an answer out. Thin or bad data is an answer that says so;
 * only a question that cannot be understood, or a store that cannot be asked, throws a `Problem`.
 */
export type Insights = {
  readonly [N in InsightName]: (
    raw: unknown,
    principal: Principal,
  ) => Promise<z.output<(typeof INSIGHTS)[N]["answer"]>>;
};

export function createInsights({ statistics, now }: InsightsOptions): Insights {
  const answer =
    <A>(to: (raw: unknown, ask: Asks, nowMs: number) => Promise<A>) =>
    (raw: unknown, principal: Principal) =>
      to(raw, createAsk(statistics, principal), now());
  return {
    focus: answer(toFocus),
    bestTimes: answer(toBestTimes),
    anomalies: answer(toAnomalies),
    changes: answer(toChanges),
    quality: answer(toQualityAudit),
    forecast: answer(toForecast),
  };
}

import { Problem } from "../../domain/errors.ts";
import type { Principal } from "../../domain/principal.ts";
import type { Finding, Warning, WholeStatsAnswer } from "../../stats/answer.ts";
import type { Marginals, Statistics } from "../../stats/port.ts";
import { readRequest } from "../../stats/read.ts";
import { DEFAULT_DAYS, SUMMARY_REQUEST, type SummaryRequest } from "../../stats/request.ts";
import { createAsk } from "../ask.ts";
import type { InsightsOptions } from "../insights.ts";
import { toInsightLink } from "../link.ts";
import { toLookback } from "../period/fields.ts";
import { toCounted } from "../words.ts";
import { toPassed } from "./candidate.ts";
import { toDayCandidates } from "./days.ts";
import { DIMENSIONS, type FindingPeriod, toFindingPeriod } from "./period.ts";
import { toChangeCandidates, toFocusCandidates } from "./segments.ts";
import { MIN_HISTORY_DAYS, toWeekRange } from "./week.ts";

const HISTORY_DAYS = 84;
/** A summary is asked often, so only the largest values of each dimension are looked at. */
const MAX_VALUES = 40;

/** Where each kind of finding is told in full. */
const PATHS: Readonly<Record<Finding["kind"], string>> = {
  week: "forecast",
  ordinary: "forecast",
  day: "anomalies",
  change: "changes",
  focus: "focus",
  not_enough_data: "anomalies",
};

/**
 * At most three findings about a summary's period, each unlikely to be chance, or the sentence that it was ordinary
 * with the range that was expected.
 * @param answers by day, each by one of the dimensions, beginning `HISTORY_DAYS` before the period
 */
export function toFindings(
  request: SummaryRequest,
  answers: readonly [WholeStatsAnswer, ...WholeStatsAnswer[]],
  nowMs: number,
): Finding[] {
  const [answer] = answers;
  const period = toFindingPeriod(request, answers, nowMs);
  const days = period.days.length - period.start;
  if (period.isFuture || days === 0) {
    return [toThin(toNoDay(period, answer, nowMs))];
  }
  const week = toWeekRange(period);
  const passed = toPassed([
    // Of one day alone it is the day that is told.
    ...(week && days > 1 ? [week.candidate] : []),
    ...toDayCandidates(period),
    ...toChangeCandidates(period),
    ...toFocusCandidates(period),
  ]);
  if (passed.length > 0) {
    const { timezone, filters } = answer.query;
    const query = { ...period.asked, timezone, filters };
    return passed.map(({ finding, asked }) => ({
      ...finding,
      link: toInsightLink(answer, PATHS[finding.kind], { ...query, ...asked }),
    }));
  }
  if (week) return [{ kind: "ordinary", sentence: week.ordinary }];
  const history = toCounted(period.start, "whole day");
  const needed = Math.max(MIN_HISTORY_DAYS, 2 * days);
  return [
    toThin(`${history} of history; ${needed} are needed to say what was to be expected of the period.`),
  ];
}

/** Findings for whoever asks for a summary, in two statements. */
export function createFindings({ statistics, now }: InsightsOptions) {
  return async (raw: unknown, principal: Principal): Promise<Finding[]> => {
    const { period, days, from, to, timezone, ...narrowing } = readRequest(SUMMARY_REQUEST, raw);
    const asked = { period, days, from, to, timezone };
    const nowMs = now();
    const [first, ...others] = await createAsk(statistics, principal).each({
      ...toLookback(asked, HISTORY_DAYS, DEFAULT_DAYS, nowMs),
      ...narrowing,
      bucket: "day",
      group_by: [...DIMENSIONS],
      limit: MAX_VALUES,
    });
    if (!first) throw new TypeError("findings look into dimensions");
    return toFindings({ ...asked, ...narrowing }, [first, ...others], nowMs);
  };
}

const FINDINGS_MISSING: Warning = {
  code: "findings_missing",
  message: "Findings could not be worked out this time; everything else in the answer is complete.",
};

/**
 * The statistics with findings in their summaries; a summary costs two statements more. They are asked for with the
 * period's own dates, so that a period has the same findings by its name and by its dates. A summary whose findings
 * cannot be had comes without them and says so.
 */
export function withFindings(statistics: Statistics & Marginals, now: InsightsOptions["now"]): Statistics {
  const findings = createFindings({ statistics, now });
  return {
    ...statistics,
    async summary(raw, principal) {
      const answer = await statistics.summary(raw, principal);
      const { from, to, timezone } = answer.query;
      const dated = { ...(raw as object), period: undefined, days: undefined, from, to, timezone };
      try {
        return { ...answer, findings: await findings(dated, principal) };
      } catch (error) {
        // The question itself was accepted above. What is no `Problem` is a defect and has to be seen.
        if (!(error instanceof Problem)) throw error;
        const quality = { ...answer.quality, warnings: [...answer.quality.warnings, FINDINGS_MISSING] };
        return { ...answer, findings: [], quality };
      }
    },
  };
}

/** Why no day of the period can be judged. */
function toNoDay(
  { asked, isFuture }: FindingPeriod,
  { quality: { first_event: first } }: WholeStatsAnswer,
  nowMs: number,
): string {
  const end = Date.parse(asked.to);
  if (!isFuture && (first === null || Date.parse(first) >= end))
    return `No events match in the period or in the ${HISTORY_DAYS} days before it.`;
  return end <= nowMs
    ? "Findings are about whole days, and the period holds none."
    : "No whole day with data is over yet in this period, so nothing can be said about it.";
}

function toThin(sentence: string): Finding {
  return { kind: "not_enough_data", sentence };
}

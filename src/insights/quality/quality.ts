import type { EventType } from "../../domain/dataset.ts";
import { OTHER } from "../../domain/label.ts";
import type { WholeRow, WholeStatsAnswer } from "../../stats/answer.ts";
import { readRequest } from "../../stats/read.ts";
import { toWhose } from "../../stats/whose.ts";
import type { Method } from "../answer.ts";
import type { Ask } from "../ask.ts";
import { toInsightLink } from "../link.ts";
import { mergeQuality } from "../merge-quality.ts";
import { toCountedMetric } from "../nouns.ts";
import { toAsked } from "../period/fields.ts";
import { toSamplingEffect } from "../sampling.ts";
import { toIntraclass } from "../shrink/clustering.ts";
import type { Estimate } from "../shrink/estimate.ts";
import { type Share, toBetaEstimate } from "../shrink/shares.ts";
import { toCounted, toDigits, toPercent, toRoundedEstimate } from "../words.ts";
import type { QualityAnswer, QualityFact } from "./answer.ts";
import { LEVEL, MIN_EVENTS, toEffective, toExcesses, toReported } from "./excess.ts";
import { FLAWS, type Flaw, toFix, toFlawShare } from "./flaws.ts";
import { QUALITY_DAYS, QUALITY_REQUEST, type QualityRequest } from "./request.ts";
import { toRules } from "./rules.ts";

const METHOD: Method = {
  name: "Excess shares",
  sentence:
    "Each value's share of a flaw is a Beta–binomial estimate drawn towards the other values, days count as clusters, " +
    "and only values above the rest are reported; over all flaws, dimensions and values looked at, at most one in ten " +
    "of them wrongly.",
  minimum: `A share needs ${MIN_EVENTS} events, and as many elsewhere.`,
  interval: LEVEL,
  reference: "Griffin & Krutchkoff (1971), Biometrika 58; Benjamini & Hochberg (1995), JRSS B 57",
  statements: 6,
};

/** Values read per dimension; the engine returns them all for one statement. */
const VALUES = 200;

/**
 * What is wrong with submissions, from where, and what to do first: facts and fixes, no verdict on people. One
 * statement by day, one by reason and one per dimension.
 * @throws Problem `invalid_parameter`, and whatever the statistics throw
 */
export async function toQualityAudit(raw: unknown, ask: Ask): Promise<QualityAnswer> {
  const request = readRequest(QUALITY_REQUEST, raw);
  const asked = { ...toAsked(request, QUALITY_DAYS), filters: request.filters };
  const [daily, reasons, ...values] = await Promise.all([
    ask({ ...asked, bucket: "day" }),
    ask({ ...asked, group_by: ["reason"], limit: VALUES }),
    ...request.group_by.map((name) => ask({ ...asked, group_by: [name], limit: VALUES })),
  ]);
  return toQualityAnswer(request, daily, reasons, values);
}

function toQualityAnswer(
  request: QualityRequest,
  daily: WholeStatsAnswer,
  reasons: WholeStatsAnswer,
  values: readonly WholeStatsAnswer[],
): QualityAnswer {
  const { totals } = daily;
  const reason =
    totals.total < MIN_EVENTS
      ? `Not enough data: ${toCounted(totals.total, "event")} in this period; an audit needs ${MIN_EVENTS}.`
      : null;
  const overall = toOverall(daily);
  const facts = reason === null ? toFacts(request, daily, values) : [];
  const { from, to, timezone, filters } = daily.query;
  const query = { from, to, timezone, group_by: request.group_by, filters, limit: request.limit };
  return {
    headline: reason ?? toHeadline(overall, facts.length, toWhose(query)),
    status: reason === null ? "ok" : "not_enough_data",
    reason,
    query,
    overall,
    rules: toRules(totals, reasons.rows),
    facts: facts.slice(0, request.limit),
    method: METHOD,
    quality: mergeQuality(daily, reasons, ...values),
    link: toInsightLink(daily, "quality", query),
  };
}

function toOverall({ totals }: WholeStatsAnswer): QualityAnswer["overall"] {
  const toCount = (type: EventType) => Math.max(0, totals[type]);
  return {
    total: Math.max(0, totals.total),
    primary: toCount("primary"),
    excluded: {
      follow_up: toCount("follow_up"),
      bot: toCount("bot"),
      test: toCount("test"),
      blocked: toCount("blocked"),
    },
    shares: FLAWS.map((flaw) => {
      const counted = toFlawShare(totals, flaw);
      const { hits, trials } = counted;
      const worth = toEffective(counted, toSamplingEffect(counted));
      const law = { a: worth.hits + 0.5, b: worth.trials - worth.hits + 0.5 };
      const share = trials > 0 ? toRoundedEstimate(toObserved(counted, toBetaEstimate(law, LEVEL))) : null;
      return { flaw: flaw.name, meaning: flaw.meaning, count: hits, of: trials, share };
    }),
  };
}

/** The share as it was counted, within its interval (Brown, Cai & DasGupta, 2001, Stat. Sci. 16: nothing and all). */
function toObserved({ hits, trials }: Share, { low, high }: Estimate): Estimate {
  const value = hits / trials;
  return {
    value,
    low: hits === 0 ? 0 : Math.min(low, value),
    high: hits === trials ? 1 : Math.max(high, value),
  };
}

function toFacts(
  request: QualityRequest,
  daily: WholeStatsAnswer,
  values: readonly WholeStatsAnswer[],
): QualityFact[] {
  const days = daily.rows.filter(({ total }) => total > 0).length;
  const found = FLAWS.flatMap((flaw) => {
    const intraclass = toIntraclass([daily.rows.map((row) => toFlawShare(row, flaw))]);
    const toClustering = (trials: number) => 1 + intraclass * Math.max(0, trials / Math.max(1, days) - 1);
    return request.group_by.flatMap((dimension, at) => {
      const answer = values[at];
      if (!answer) return [];
      const whole = toFlawShare(answer.totals, flaw);
      const rows = answer.rows.filter((row) => row[dimension] !== OTHER);
      const shares = rows.map((row) => toFlawShare(row, flaw));
      return toExcesses(shares, whole, toClustering).map((excess) => ({
        ...excess,
        flaw,
        dimension,
        row: rows[excess.index],
      }));
    });
  });
  return toReported(found).flatMap(({ flaw, dimension, row, share, elsewhere, events }) =>
    row ? [toFact(flaw, { [dimension]: row[dimension] ?? "" }, row, share, elsewhere, events)] : [],
  );
}

function toFact(
  flaw: Flaw,
  labels: Record<string, string>,
  row: WholeRow,
  share: QualityFact["share"],
  elsewhere: number,
  events: number,
): QualityFact {
  const { hits, trials } = toFlawShare(row, flaw);
  return {
    flaw: flaw.name,
    labels,
    count: hits,
    of: trials,
    share: toRoundedEstimate(share),
    elsewhere: toDigits(elsewhere),
    excess: Math.round(events * 10) / 10,
    sentence: `${flaw.meaning}: ${hits} of ${trials}, so at least ${toPercent(share.low)} is to be expected, against ${toPercent(elsewhere)} elsewhere.`,
    fix: toFix(flaw.name),
  };
}

function toHeadline(
  { total, primary, shares }: QualityAnswer["overall"],
  facts: number,
  whose: string,
): string {
  const worst = shares
    .filter(({ share }) => share !== null && share.low > 0.005)
    .map(({ meaning, share }) => `${toPercent(share?.value ?? 0)} ${meaning}`);
  const found =
    facts === 0 ? "no value stands out" : facts === 1 ? "1 value stands out" : `${facts} values stand out`;
  const list = worst.length > 0 ? ` ${worst.join(", ")};` : "";
  return `${toCounted(total, "event")}${whose}, including ${toCountedMetric(primary, "primary")}:${list} ${found}.`;
}

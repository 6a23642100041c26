import type { EngineAnswer } from "./engine.ts";

/** For how long an answer stands for a new one. */
export interface Freshness {
  /** Seconds, while events may still arrive in the statement's range. */
  readonly openForS: number;
  /** Seconds, once the range has been over for a day. */
  readonly closedForS: number;
}

const DAY_S = 86_400;
/** Age in seconds up to which a copy is better than no answer. */
const STALE_FOR_S = DAY_S;

type Kept = Pick<EngineAnswer, "asOf" | "neverWritten">;

/**
 * Whether the copy can stand for a new answer.
 * @param closedSince epoch seconds at which the range ends; `undefined` when unknown
 */
export function isFresh(
  kept: Kept,
  closedSince: number | undefined,
  nowS: number,
  freshness: Freshness,
): boolean {
  return nowS - kept.asOf < toFreshS(kept, closedSince, freshness);
}

/** Whether the copy may be served, marked as stale, when the store does not answer. An empty store is no copy. */
export function isServable(kept: Kept, nowS: number): boolean {
  return !kept.neverWritten && nowS - kept.asOf <= STALE_FOR_S;
}

/** Seconds for which the copy is worth its place. */
export function toKeepS(kept: Kept, closedSince: number | undefined, freshness: Freshness): number {
  const freshS = toFreshS(kept, closedSince, freshness);
  return kept.neverWritten ? freshS : Math.max(freshS, STALE_FOR_S);
}

/** What counts is how long the range was over when the rows were read: only then nothing could come after. */
function toFreshS(
  { asOf, neverWritten }: Kept,
  closedSince: number | undefined,
  freshness: Freshness,
): number {
  const isFinal = !neverWritten && closedSince !== undefined && asOf - closedSince >= DAY_S;
  return isFinal ? freshness.closedForS : freshness.openForS;
}

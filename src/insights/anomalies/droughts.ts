import type { WholeStatsAnswer } from "../../stats/answer.ts";
import { toBuckets } from "../period/buckets.ts";
import { toShiftedDate } from "../period/date.ts";
import { type SegmentRows, toSegmentRows, toWhole } from "../period/segments.ts";
import { type Hour, toExpectation } from "./hours.ts";
import type { AnomaliesRequest } from "./request.ts";
import { type Silence, type Silences, toSilences } from "./silence.ts";

export interface Drought {
  readonly labels: SegmentRows["labels"] | undefined;
  readonly silence: Silence;
  readonly from: string;
  /** `undefined` while it goes on. */
  readonly to: string | undefined;
}

export interface Droughts {
  readonly found: readonly Drought[];
  /** Of everything; `undefined` when too little is known. */
  readonly whole: (Silences & { readonly hours: readonly Hour[] }) | undefined;
}

/** Silences of an answer by hour that end after a moment and are too long for chance. */
export function toDroughts(
  answer: WholeStatsAnswer,
  { metric, group_by }: AnomaliesRequest,
  fromMs: number,
  nowMs: number,
): Droughts {
  const { buckets, rows } = toBuckets(answer, nowMs);
  const toHours = (counts: readonly number[]): Hour[] => {
    const all = buckets.flatMap(({ start, date, minute }, index) => {
      const elapsed = Math.min(1, (nowMs - Date.parse(start)) / 3_600_000);
      const hour = Math.floor(minute / 60);
      return elapsed > 0 ? [{ start, date, hour, count: counts[index] ?? 0, elapsed }] : [];
    });
    // Before the first lead nobody waited for one.
    const first = all.findIndex(({ count }) => count > 0);
    return first < 0 ? [] : all.slice(first);
  };
  const hours = toHours(toWhole(rows).map((counts) => counts[metric]));
  const whole = toSilences(hours);
  const found = toFound(whole, hours, undefined, 1, fromMs);
  const segments = toSegmentRows(rows, group_by).filter(({ isOther }) => !isOther);
  // Projects have a team each, and so each its own number of false alarms; other segments share one.
  const share = group_by[0] === "project" ? 1 : segments.length;
  const parts = segments.flatMap((segment) => {
    const own = toHours(segment.rows.map((row) => Math.max(0, row[metric])));
    return toFound(toSilences(own), own, segment.labels, share, fromMs);
  });
  // When everything is silent, so is each part; that is one thing, not many.
  const isOpen = found.some(({ to }) => to === undefined);
  const news = parts.filter(({ to }) => !(isOpen && to === undefined));
  return { found: [...found, ...(segments.length > 1 ? news : [])], whole: whole && { ...whole, hours } };
}

function toFound(
  silences: Silences | undefined,
  hours: readonly Hour[],
  labels: Drought["labels"],
  share: number,
  fromMs: number,
): Drought[] {
  return (silences?.all ?? []).flatMap((silence) => {
    if (!silences || silence.chance >= silences.threshold / share) return [];
    const from = hours[silence.first]?.start ?? "";
    const to = silence.isOpen ? undefined : hours[silence.first + Math.round(silence.hours)]?.start;
    return to !== undefined && Date.parse(to) < fromMs ? [] : [{ labels, silence, from, to }];
  });
}

/** How far ahead it is worth telling when a silence will be unusual. */
const MAX_HOURS = 14 * 24;

/**
 * Hours from the last lead until the silence is unusual when none comes, or until it became so.
 * @returns `undefined` when that takes more than two weeks
 */
export function toAlarmHours({ all, alarmAt, hours }: NonNullable<Droughts["whole"]>): number | undefined {
  let expected = 0;
  let length = 0;
  for (const part of toParts(hours, all.find(({ isOpen }) => isOpen)?.first ?? hours.length)) {
    expected += part.expected;
    length += part.elapsed;
    if (expected >= alarmAt) return length;
    if (length > MAX_HOURS) return undefined;
  }
  return undefined;
}

/** The hours from index `first` on: those that are over by the level of their time, all later ones by the latest. */
function* toParts(hours: readonly Hour[], first: number): Generator<{ expected: number; elapsed: number }> {
  const { past, toAhead } = toExpectation(hours);
  for (const [at, { elapsed }] of hours.entries())
    if (at >= first) yield { expected: past[at] ?? 0, elapsed };
  const last = hours.at(-1);
  if (!last) return;
  for (let ahead = last.hour + 1; ; ahead++) {
    const date = toShiftedDate(last.date, Math.floor(ahead / 24));
    yield { expected: toAhead({ date, hour: ahead % 24 }), elapsed: 1 };
  }
}

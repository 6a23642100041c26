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
  /** `undefined` while it goes on; of one that goes on at the end of a period that is over, that end. */
  readonly to: string | undefined;
}

export interface Droughts {
  readonly found: readonly Drought[];
  /** How many segments were looked at besides. */
  readonly segments: number;
  /** Of everything; `undefined` when too little is known. */
  readonly whole: (Silences & { readonly hours: readonly Hour[] }) | undefined;
}

/**
 * Silences of an answer by hour that end after a moment and are too long for chance. What came after the answer's end is
 * not known, so that one may go on then.
 * @param fromMs the moment
 */
export function toDroughts(
  answer: WholeStatsAnswer,
  { metric, group_by }: AnomaliesRequest,
  fromMs: number,
  nowMs: number,
): Droughts {
  const endMs = Math.min(nowMs, Date.parse(answer.query.to));
  const { buckets, rows } = toBuckets(answer, endMs);
  const end = endMs < nowMs ? answer.query.to : undefined;
  const toHours = (counts: readonly number[]): Hour[] => {
    const all = buckets.flatMap(({ start, date, minute }, index) => {
      const elapsed = Math.min(1, (endMs - Date.parse(start)) / 3_600_000);
      const hour = Math.floor(minute / 60);
      return elapsed > 0 ? [{ start, date, hour, count: counts[index] ?? 0, elapsed }] : [];
    });
    // Before the first lead nobody waited for one.
    const first = all.findIndex(({ count }) => count > 0);
    return first < 0 ? [] : all.slice(first);
  };
  const hours = toHours(toWhole(rows).map((counts) => counts[metric]));
  const whole = toSilences(hours);
  const found = toFound(whole, hours, { labels: undefined, share: 1, fromMs, end });
  const segments = toSegmentRows(rows, group_by).filter(({ isOther }) => !isOther);
  // Projects have a team each, and so each its own number of false alarms; other segments share one.
  const share = group_by[0] === "project" ? 1 : segments.length;
  const parts = segments.flatMap((segment) => {
    const own = toHours(segment.rows.map((row) => Math.max(0, row[metric])));
    return toFound(toSilences(own), own, { labels: segment.labels, share, fromMs, end });
  });
  // When everything is silent, so is each part; that is one thing, not many.
  const isOpen = found.some(({ silence }) => silence.isOpen);
  const news = parts.filter(({ silence }) => !(isOpen && silence.isOpen));
  return {
    found: [...found, ...(segments.length > 1 ? news : [])],
    segments: segments.length,
    whole: whole && { ...whole, hours },
  };
}

interface Looked {
  readonly labels: Drought["labels"];
  /** Among so many segments one false alarm is shared. */
  readonly share: number;
  readonly fromMs: number;
  /** Where a silence that is open has to be cut off. */
  readonly end: string | undefined;
}

function toFound(
  silences: Silences | undefined,
  hours: readonly Hour[],
  { labels, share, fromMs, end }: Looked,
): Drought[] {
  return (silences?.all ?? []).flatMap((silence) => {
    if (!silences || silence.chance >= silences.threshold / share) return [];
    const from = hours[silence.first]?.start ?? "";
    const to = silence.isOpen ? end : hours[silence.first + Math.round(silence.hours)]?.start;
    return to !== undefined && Date.parse(to) <= fromMs ? [] : [{ labels, silence, from, to }];
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

import { isDayStart } from "../../domain/zone.ts";
import type { WholeStatsAnswer } from "../../stats/answer.ts";
import { toGoodShare } from "../good.ts";
import { toBuckets } from "../period/buckets.ts";
import type { TimesDay } from "./model.ts";
import type { TimesRequest } from "./request.ts";

/** The last whole weeks of an answer by half hour or hour: whole days since the first event, a multiple of seven. */
export function toTimesDays(
  answer: WholeStatsAnswer,
  request: TimesRequest,
  slots: number,
  nowMs: number,
): TimesDay[] {
  const first = answer.quality.first_event?.slice(0, 10);
  if (first === undefined) return [];
  const { buckets, rows } = toBuckets(answer, nowMs);
  const days = new Map<
    string,
    { weekday: number; isWhole: boolean; leads: number[]; trials: number[]; hits: number[] }
  >();
  for (const [index, { date, weekday, minute, isWhole }] of buckets.entries()) {
    const row = rows[index]?.[0];
    if (!row || date < first) continue;
    const day = days.get(date) ?? {
      weekday,
      isWhole: true,
      leads: zeros(slots),
      trials: zeros(slots),
      hits: zeros(slots),
    };
    days.set(date, day);
    const slot = Math.floor((minute * slots) / 1440);
    const { trials, hits } = toGoodShare(row, request.good);
    day.isWhole &&= isWhole;
    // The hour that a clock change repeats has two buckets; both count.
    day.leads[slot] = (day.leads[slot] ?? 0) + Math.max(0, row[request.metric]);
    day.trials[slot] = (day.trials[slot] ?? 0) + trials;
    day.hits[slot] = (day.hits[slot] ?? 0) + hits;
  }
  const whole = [...days].filter(([date, day]) => day.isWhole && isFull(date, answer));
  return whole.slice(whole.length % 7).map(([date, { isWhole: _, ...day }]) => ({ date, ...day }));
}

/** A day on which the range begins or ends in the middle is not whole, though its buckets are. */
function isFull(date: string, { query: { from, to, timezone } }: WholeStatsAnswer): boolean {
  const startsInside = date > from.slice(0, 10) || isDayStart(timezone, Date.parse(from) / 1000);
  return startsInside && date < to.slice(0, 10);
}

function zeros(length: number): number[] {
  return new Array<number>(length).fill(0);
}

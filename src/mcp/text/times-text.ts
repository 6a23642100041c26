import type { Estimate } from "../../insights/shrink/estimate.ts";
import type { TimesAnswer } from "../../insights/times/answer.ts";
import { toWhen } from "../../insights/times/sentence.ts";
import { toAmount } from "../../insights/words.ts";
import { toPercent, toRateCell } from "./cell.ts";
import { toColumns } from "./columns.ts";
import { toInsightText } from "./insight-lines.ts";

/** An answer of `find_best_times` in compact columns; the leads of every slot of the week are in the structured answer. */
export function toTimesText(answer: TimesAnswer): string {
  const { query, history, windows } = answer;
  const asked = [`counting ${query.metric}`, `good = ${query.good}`];
  return toInsightText(answer, asked, () => [
    `${history.weeks} whole weeks, ${history.leads} leads; next week about ${toAmount(history.leads_per_week ?? 0)}, ` +
      `${toPercent(history.good_rate)} % good of late`,
    ...toEvidenceLines(answer.evidence),
    ...(windows.length === 0 ? [] : [toWindowTable(windows)]),
    toWeekdayTable(answer),
    toHourTable(answer),
  ]);
}

function toEvidenceLines(evidence: TimesAnswer["evidence"]): string[] {
  if (!evidence) return [];
  const toWords = ({ hour, weekday, slot }: (typeof evidence)["volume"]) =>
    `hour ${toPercent(hour)} %, weekday ${toPercent(weekday)} %, single slot ${toPercent(slot)} %`;
  return [
    `How far differences repeat from week to week: volume: ${toWords(evidence.volume)}; quality: ${toWords(evidence.quality)}`,
    "Below, volume is in % of the average hour or day, quality in % of the usual share of good leads.",
  ];
}

function toWindowTable(windows: TimesAnswer["windows"]): string {
  return toColumns(
    ["best by", "when", "leads an hour", "volume %", "good %", "quality %"],
    windows.map((one) => [
      one.by,
      toWhen(one),
      toAmount(one.leads_per_hour),
      toPercent(one.volume_index),
      toPercent(one.good_rate),
      toPercent(one.quality_index),
    ]),
  );
}

/** Each weekday with its busiest slot. */
function toWeekdayTable({ weekdays, hours, staffing }: TimesAnswer): string {
  const indexes = toIndexColumns(weekdays);
  const rows = weekdays.map(({ weekday, leads }, day) => {
    const expected = staffing[day]?.expected ?? [];
    const at = expected.indexOf(Math.max(...expected));
    return [
      weekday,
      toAmount(leads),
      ...indexes.map(({ cells }) => cells[day] ?? ""),
      toSlot(hours[at]?.from ?? ""),
      toAmount(expected[at] ?? 0),
      `${staffing[day]?.high[at] ?? 0}`,
    ];
  });
  const head = indexes.map(({ name }) => name);
  return toColumns(["weekday", "leads", ...head, "busiest", "leads then", "9 in 10 at most"], rows);
}

function toHourTable({ hours }: TimesAnswer): string {
  // How an hour's leads compare with the average hour is told by the leads themselves.
  const [quality] = toIndexColumns(hours).filter(({ name }) => name === QUALITY);
  const rows = hours.map(({ from, leads }, at) => [
    toSlot(from),
    toAmount(leads),
    ...(quality ? [quality.cells[at] ?? ""] : []),
  ]);
  return toColumns(["from", "leads an hour", ...(quality ? [QUALITY] : [])], rows);
}

/** A clock time, a whole hour as its number alone. */
function toSlot(clock: string): string {
  return clock.replace(/:00$/, "");
}

const QUALITY = "quality %";

/** Comparisons with the average in percent; one whose differences do not repeat says nothing and is left out. */
function toIndexColumns(profile: readonly { volume_index: Estimate; quality_index: Estimate }[]) {
  return [
    { name: "volume %", indexes: profile.map(({ volume_index: index }) => index) },
    { name: QUALITY, indexes: profile.map(({ quality_index: index }) => index) },
  ].flatMap(({ name, indexes }) =>
    indexes.some(({ low, high }) => low < high) ? [{ name, cells: indexes.map(toRateCell) }] : [],
  );
}

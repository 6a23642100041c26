import type { Row, Share, Stats } from "../answer.ts";
import { type Chart, MAX_ROWS, NOTHING, type Sentence } from "../chart.ts";
import { DAY, NOT_OVER, toRange, toValue } from "../format.ts";
import { toList, toWords } from "../words.ts";
import { isTime, toLabel } from "./labels.ts";

/** Time as columns, groups as a ranking, time and one group as a grid. */
export function toStatsChart({ query, rows, comparison, quality }: Stats): Chart | Sentence {
  const { bucket, group_by, order_by } = query;
  const isBucketed = bucket !== "none";
  const keys = isBucketed ? ["bucket", ...group_by] : group_by;
  if (!keys[0]) return NOTHING;
  // Answers list rows time by time, of two times by the first one asked for.
  const time = keys.findIndex(isTime);
  const isCrossed = keys[1] && time >= 0;
  const wanted = order_by === "total" ? ["total", "primary"] : [order_by];
  const held = wanted.filter((name) => name in (rows[0] as Row));
  // A row that was asked for other figures has the first of them drawn.
  const series = held[0] ? held.slice(isCrossed ? -1 : 0) : (query.metrics as string[]).slice(0, 1);
  const names = series.map(toWords);
  const isShare = /_rate/.test(series[0] as string);
  // Both periods list the same groups in the same order, and buckets where they line up; of an open range only what
  // has elapsed is compared.
  const earlier = (!isCrossed && comparison?.rows) || [];
  const isAligned = earlier[0] && (!isBucketed || quality.open_period || earlier.length === rows.length);
  const labels = keys.map((key) => rows.map((row) => toLabel(row, key, bucket)));
  const inner = [...new Set(labels[1 - time])];
  // The hour that a clock change repeats has two buckets of one name.
  const outer = (labels[time] ?? []).filter((_, at) => at % inner.length < 1);
  // Time goes across, of two times the longer.
  const isDown = !isTime(keys[1 - time] as string) || outer.length > inner.length;
  if (keys[2] || (isCrossed && (isDown ? inner : outer).length > MAX_ROWS)) return "Too much to draw.";
  return {
    kind: isCrossed ? "g" : time < 0 ? "r" : "c",
    heading:
      names.join(" and ") +
      (isBucketed ? ` per ${toWords(bucket)}` : "") +
      (group_by[0] ? ` by ${toList(group_by)}` : "") +
      // Groups by a rate are ranked by the lower end of its interval; event types never are.
      (time < 0 && held[0] && isShare && keys[0] !== "type" ? ", surely high first" : ""),
    series: names,
    isShare,
    other:
      comparison &&
      `before${isAligned ? `: ${toRange(comparison.from, comparison.to, DAY)}` : " is not drawn"}`,
    outer,
    inner,
    isDown,
    marks: rows.map((row, index) => {
      const shares = series.map((name) => toShare(row, name));
      const texts = shares.map((share) => toValue(share, isShare));
      const before = isAligned && earlier[index];
      const other = before && toShare(before, series[0] as string);
      return {
        label: labels.map((list) => list[index]).join(" · "),
        words:
          texts.map((text, place) => `${names[place]} ${text}`).join(", ") +
          (other ? `, before ${toValue(other, isShare)}` : "") +
          (row.open ? `, ${NOT_OVER}` : ""),
        shares,
        other: other ? other.value : undefined,
        open: row.open,
        // The intervals are drawn.
        aside: texts
          .reverse()
          .join(" of ")
          .replace(/ \(.*?\)/g, ""),
      };
    }),
  };
}

/** A count with the interval of its estimate, or a rate, which has its own. */
export function toShare(row: Row, name: string): Share {
  const cell = row[name];
  return typeof cell === "number" ? { value: cell, ...row.intervals?.[name] } : (cell as Share);
}

import { toAmount, toListed, toPercent } from "../words.ts";
import { type TimesAnswer, WEEKDAYS } from "./answer.ts";

type WindowAnswer = TimesAnswer["windows"][number];

/** When, in words: `every day 10:00–13:00`. */
export function toWhen({ weekdays, from, to }: Pick<WindowAnswer, "weekdays" | "from" | "to">): string {
  return `${weekdays.length === WEEKDAYS.length ? "every day" : toListed(weekdays)} ${from}–${to}`;
}

export function toWindowSentence(window: Omit<WindowAnswer, "sentence">): string {
  const { by, leads_per_hour, volume_index, quality_index, good_rate } = window;
  const when = toWhen(window);
  if (by === "volume") {
    return `${when}: about ${toAmount(leads_per_hour)} leads an hour, ${toAmount(volume_index)} times the mean hour of the week.`;
  }
  const rate = good_rate === null ? "" : `, about ${toPercent(good_rate)} at the present level`;
  return `${when}: ${toAmount(quality_index * 100)} % of the week's usual share of good leads${rate}.`;
}

export function toHeadline({ windows, back_test }: Pick<TimesAnswer, "windows" | "back_test">): string {
  const [busy, good] = (["volume", "quality"] as const).map((by) =>
    windows.find((window) => window.by === by),
  );
  const parts = [
    busy
      ? `Most leads come ${toWhen(busy)} (${toAmount(busy.volume_index)} times the mean hour)`
      : "No hour or weekday brings more leads than another beyond chance",
    good
      ? `the best come ${toWhen(good)} (${toAmount(good.quality_index * 100)} % of the usual share of good leads)`
      : "none brings better ones beyond chance",
  ];
  return `${parts.join("; ")}.${toCheck(back_test)}`;
}

function toCheck(test: TimesAnswer["back_test"]): string {
  if (!test || test.weeks === 0 || test.volume.delivered === 0) return "";
  const { claimed, delivered } = test.volume;
  return ` Chosen the same way, the hours of the last ${test.weeks} weeks brought ${toAmount(delivered)} leads where ${toAmount(claimed)} were claimed.`;
}

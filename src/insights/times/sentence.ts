import { toAmount, toCounted, toListed, toPercent } from "../words.ts";
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
    return `${when}: about ${toAmount(leads_per_hour)} leads an hour, ${toAmount(volume_index)} times the mean hour.`;
  }
  const rate = good_rate === null ? "" : `, about ${toPercent(good_rate)} at present`;
  return `${when}: ${toAmount(quality_index * 100)} % of the usual share of good leads${rate}.`;
}

/** The best windows in one sentence, each kind that is claimed with how such claims did before. */
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
  const checks = back_test
    ? [busy ? toVolumeCheck(back_test) : [], good ? toQualityCheck(back_test) : []].flat()
    : [];
  const check =
    checks.length > 0
      ? ` Chosen the same way, the hours of the last ${toCounted(back_test?.weeks ?? 0, "week")} brought ${toListed(checks)}.`
      : "";
  return `${parts.join("; ")}.${check}`;
}

type BackTest = NonNullable<TimesAnswer["back_test"]>;

function toVolumeCheck({ volume: { claimed, delivered } }: BackTest): string[] {
  return [`${toAmount(delivered)} leads (claimed: ${toAmount(claimed)})`];
}

function toQualityCheck({
  quality: { claimed_index: claimed, delivered_index: delivered },
}: BackTest): string[] {
  if (claimed === null || delivered === null) return [];
  return [
    `${toAmount(delivered * 100)} % of the usual share of good ones (claimed: ${toAmount(claimed * 100)} %)`,
  ];
}

import { WEEKDAYS } from "../../stats/group.ts";
import { toAmount, toCapital, toCounted, toListed, toPercent } from "../words.ts";
import type { TimesAnswer } from "./answer.ts";

type WindowAnswer = TimesAnswer["windows"][number];

/** When, in words: `every day 10:00–13:00`. */
export function toWhen({ weekdays, from, to }: Pick<WindowAnswer, "weekdays" | "from" | "to">): string {
  return `${weekdays.length === WEEKDAYS.length ? "every day" : toListed(weekdays)} ${from}–${to}`;
}

export function toWindowSentence(window: Omit<WindowAnswer, "sentence">): string {
  const { by, leads_per_hour, volume_index, quality_index, good_rate } = window;
  const when = toWhen(window);
  if (by === "volume") {
    return `${when}: about ${toCounted(leads_per_hour, "lead")} an hour, ${toAmount(volume_index)} times the average hour.`;
  }
  const rate = good_rate === null ? "" : `, about ${toPercent(good_rate)} at present`;
  return `${when}: ${toAmount(quality_index * 100)} % of the usual share of good leads${rate}.`;
}

/** The best windows in one sentence, each kind that is claimed with how such claims did before. */
export function toHeadline(
  { windows, back_test }: Pick<TimesAnswer, "windows" | "back_test">,
  whose: string,
): string {
  const [busy, good] = (["volume", "quality"] as const).map((by) =>
    windows.find((window) => window.by === by),
  );
  const none = [busy ? [] : "more", good ? [] : "better"].flat().join(" or ");
  const parts = [
    busy ? `most leads come ${toWhen(busy)} (${toAmount(busy.volume_index)} times the average hour)` : [],
    good
      ? `the best leads come ${toWhen(good)} (${toAmount(good.quality_index * 100)} % of the usual share of good leads)`
      : [],
    none ? `no hour or weekday brings ${none} leads than another beyond chance` : [],
  ].flat();
  const checks = back_test
    ? [busy ? toVolumeCheck(back_test) : [], good ? toQualityCheck(back_test) : []].flat()
    : [];
  const check =
    checks.length > 0
      ? ` In a check over ${toCounted(back_test?.weeks ?? 0, "past week")}, hours chosen the same way brought ${toListed(checks)}.`
      : "";
  const where = whose === "" ? "" : `${whose.trim()}, `;
  return `${toCapital(where + parts.join("; "))}.${check}`;
}

type BackTest = NonNullable<TimesAnswer["back_test"]>;

function toVolumeCheck({ volume: { claimed, delivered } }: BackTest): string[] {
  return [`${toCounted(delivered, "lead")} (${toAmount(claimed)} predicted)`];
}

function toQualityCheck({
  quality: { claimed_index: claimed, delivered_index: delivered },
}: BackTest): string[] {
  if (claimed === null || delivered === null) return [];
  return [
    `${toAmount(delivered * 100)} % of the usual share of good leads (${toAmount(claimed * 100)} % predicted)`,
  ];
}

import type { Anomaly } from "../insights/anomalies/answer.ts";
import type { Quality } from "../stats/answer.ts";
import type { Brief, BriefLine, BriefPart } from "./brief.ts";
import { toNotes } from "./notes.ts";

/**
 * The alert that some news makes, in the answers' own sentences.
 * @param name what the project is called
 * @param link where the reader can go on
 */
export function toAlert(
  name: string,
  news: readonly Anomaly[],
  qualities: readonly Quality[],
  link: string,
): Brief {
  const silences = news.filter(isSilence);
  const days = news.filter((anomaly) => !isSilence(anomaly));
  const parts: BriefPart[] = [];
  if (silences.length > 0)
    parts.push({
      heading: "Silent now",
      lines: [
        { sentence: "Look whether forms and webhooks still send, and ads still run." },
        ...toLines(silences),
      ],
    });
  if (days.length > 0)
    parts.push({
      heading: "Unusual, up to yesterday",
      lines: [
        { sentence: "More than chance does on such days, told from the weeks before." },
        ...toLines(days),
      ],
    });
  return { title: `${name}: ${toSubject(silences)}`, parts, notes: toNotes(qualities), link };
}

/** Whether it is a silence; all else is told of whole days. */
export function isSilence({ kind }: Anomaly): boolean {
  return kind === "drought";
}

function toSubject(silences: readonly Anomaly[]): string {
  if (silences.some(({ labels }) => labels === null)) return "no leads are coming in";
  return silences.length > 0 ? "some leads have stopped coming in" : "something unusual yesterday";
}

function toLines(anomalies: readonly Anomaly[]): BriefLine[] {
  return anomalies.map(({ labels, sentence }) => ({ labels: labels ?? undefined, sentence }));
}

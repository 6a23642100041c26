import type { Anomaly } from "../insights/anomalies/answer.ts";
import type { Quality } from "../stats/answer.ts";
import type { Brief, BriefLine, BriefPart } from "./brief.ts";
import { toNotes } from "./notes.ts";

/** Of what is going on everybody knows that it is not over; the others are about the weeks looked back on. */
const UNSAID: ReadonlySet<string> = new Set(["open_period", "late_events", "folded"]);

/**
 * The alert that some news makes, in the answers' own sentences.
 * @param name what the project is called
 * @param ended silences that are over
 * @param link where the reader can go on
 */
export function toAlert(
  name: string,
  news: readonly Anomaly[],
  ended: readonly Anomaly[],
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
        {
          sentence:
            "Look whether forms and webhooks still send, ads still run, and nobody is taken for a bot by mistake.",
        },
        ...toLines(silences),
      ],
    });
  if (ended.length > 0) parts.push({ heading: "Over", lines: toLines(ended) });
  if (days.length > 0)
    parts.push({
      heading: "Unusual, up to yesterday",
      lines: [
        { sentence: "Chance alone rarely makes such a day; compared with the weeks before." },
        ...toLines(days),
      ],
    });
  return {
    title: `${name}: ${toSubject(silences, ended)}`,
    parts,
    notes: toNotes(qualities, ({ code }) => !UNSAID.has(code)),
    link,
  };
}

/** Whether it is a silence; all else is told of whole days. */
export function isSilence({ kind }: Anomaly): boolean {
  return kind === "drought";
}

function toSubject(silences: readonly Anomaly[], ended: readonly Anomaly[]): string {
  const isWhole = ({ labels }: Anomaly) => labels === null;
  if (silences.some(isWhole)) return "no leads are coming in";
  if (silences.length > 0) return "some leads have stopped coming in";
  if (ended.some(isWhole)) return "leads are coming in again";
  return ended.length > 0 ? "some leads are coming in again" : "something unusual yesterday";
}

/** Segments told beside the whole: strangers choose their names, and may choose many. */
const MAX_SEGMENTS = 5;

/** The whole first; the least likely segments after it. */
function toLines(anomalies: readonly Anomaly[]): BriefLine[] {
  const whole = anomalies.filter(({ labels }) => labels === null);
  const segments = anomalies.filter(({ labels }) => labels !== null);
  const more = segments.length - MAX_SEGMENTS;
  return [
    ...[...whole, ...segments.slice(0, MAX_SEGMENTS)].map(({ labels, sentence }) => ({
      labels: labels ?? undefined,
      sentence,
    })),
    ...(more > 0 ? [{ sentence: `And ${more} more.` }] : []),
  ];
}

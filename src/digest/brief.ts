import type { ChangesAnswer } from "../insights/changes/answer.ts";
import type { FocusAnswer } from "../insights/focus/answer.ts";
import type { ForecastAnswer } from "../insights/forecast/answer.ts";
import { toShiftedDate } from "../insights/period/date.ts";
import type { QualityAnswer } from "../insights/quality/answer.ts";
import type { SummaryAnswer } from "../stats/answer.ts";
import { toNotes } from "./notes.ts";

/** A sentence of ours, and the labels it is about, which are strangers' words. */
export interface BriefLine {
  readonly labels?: Readonly<Record<string, string | undefined>> | undefined;
  readonly sentence: string;
}

export interface BriefPart {
  readonly heading: string;
  readonly lines: readonly BriefLine[];
}

/** What a project's team should know: of a week, or at once. */
export interface Brief {
  readonly title: string;
  readonly parts: readonly BriefPart[];
  /** What the numbers rest on: one sentence each. */
  readonly notes: readonly string[];
  /** Where to look further. */
  readonly link: string;
}

/** The answers a brief is made of; `undefined` for one that could not be had. */
export interface WeekAnswers {
  readonly summary: SummaryAnswer;
  readonly changes: ChangesAnswer | undefined;
  readonly focus: FocusAnswer | undefined;
  readonly quality: QualityAnswer | undefined;
  readonly forecast: ForecastAnswer | undefined;
}

/** More than this nobody acts on in a week. */
const MAX_ADVICE = 3;

/**
 * The brief that some answers make, in the answers' own sentences.
 * @param name what the project is called
 * @param link where the reader can go on
 */
export function toBrief(name: string, answers: WeekAnswers, link: string): Brief {
  const { summary, changes, focus, quality, forecast } = answers;
  const had = [summary, changes, focus, quality].flatMap((answer) => (answer ? [answer.quality] : []));
  return {
    title: `${name}: leads from ${toDates(summary.query)}`,
    parts: [
      { heading: "The week", lines: [{ sentence: summary.headline }, ...(summary.findings ?? [])] },
      toPart("What changed", changes, []),
      toPart("Where to focus", focus, toSegmentLines(focus)),
      toPart("Lead quality", quality, toFactLines(quality)),
      toPart("What to expect", forecast, toHorizonLines(forecast), false),
    ],
    notes: toNotes(had),
    link,
  };
}

/** @param hasPeriod the heading says which days it is about */
function toPart(
  heading: string,
  answer:
    | { readonly headline: string; readonly query: { readonly from: string; readonly to: string } }
    | undefined,
  lines: readonly BriefLine[],
  hasPeriod = true,
): BriefPart {
  if (!answer) return { heading, lines: [{ sentence: "This could not be worked out this time." }] };
  return {
    heading: hasPeriod ? `${heading}, ${toDates(answer.query)}` : heading,
    lines: [{ sentence: answer.headline }, ...lines.slice(0, MAX_ADVICE)],
  };
}

function toSegmentLines(focus: FocusAnswer | undefined): BriefLine[] {
  return (focus?.segments ?? [])
    .filter(({ verdict }) => verdict === "scale" || verdict === "fix")
    .map(({ labels, verdict, reason }) => ({ labels, sentence: `${verdict}: ${reason}` }));
}

/** Values that stand for the same events, such as a source and its only campaign, are told once. */
function toFactLines(quality: QualityAnswer | undefined): BriefLine[] {
  const facts = quality?.facts ?? [];
  return facts
    .filter(
      ({ flaw, count, of }, at) =>
        facts.findIndex((one) => one.flaw === flaw && one.count === count && one.of === of) === at,
    )
    .map(({ labels, sentence, fix }) => ({ labels, sentence: `${sentence} ${fix}` }));
}

function toHorizonLines(forecast: ForecastAnswer | undefined): BriefLine[] {
  return (forecast?.horizons ?? [])
    .filter(({ horizon }) => horizon === "week")
    .map(({ from, to, expected, low, high }) => ({
      sentence: `From ${from} to ${to}: ${Math.round(expected)}, between ${low} and ${high}.`,
    }));
}

/** First and last day of a period, by the clock of its zone. */
function toDates({ from, to }: { readonly from: string; readonly to: string }): string {
  return `${from.slice(0, 10)} to ${toShiftedDate(to.slice(0, 10), -1)}`;
}

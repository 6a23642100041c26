import { Problem } from "../domain/errors.ts";
import type { Project } from "../domain/project.ts";
import { toShiftedDate } from "../insights/period/date.ts";
import type { WeekAnswers } from "./brief.ts";
import type { DigestOptions } from "./options.ts";
import { toReader } from "./readers.ts";

/** Days that advice rests on; a week alone says too little. */
const ADVICE_DAYS = 28;

/**
 * Asks about a project's last week, one question after the other: nobody waits for the answers.
 * @throws Problem when the numbers themselves cannot be had; an insight that cannot is left out
 */
export async function askWeek(
  project: Project,
  { statistics, insights }: Pick<DigestOptions, "statistics" | "insights">,
): Promise<WeekAnswers> {
  const { principal, filters } = toReader(project);
  const had = <A>(asked: Promise<A>): Promise<A | undefined> =>
    asked.catch((error: unknown) => {
      if (error instanceof Problem) return undefined;
      throw error;
    });
  const week = { filters, period: "last_week" };
  const summary = await statistics.summary(week, principal);
  // Ends with the week, so that a link to it shows the same.
  const end = summary.query.to.slice(0, 10);
  const month = { filters, from: toShiftedDate(end, -ADVICE_DAYS), to: toShiftedDate(end, -1) };
  return {
    summary,
    changes: await had(insights.changes(week, principal)),
    focus: await had(insights.focus(month, principal)),
    quality: await had(insights.quality(month, principal)),
    forecast: await had(insights.forecast({ filters }, principal)),
  };
}

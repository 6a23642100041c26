import { type DateOrder, readOpenDate } from "./date.ts";
import { ImportError } from "./import-error.ts";

/** Lines that show in which order a file writes its dates. */
export interface DateEvidence {
  /** First line whose first number is above 12: it must be the day. */
  dmy?: { line: number; text: string };
  /** First line whose second number is above 12. */
  mdy?: { line: number; text: string };
  /** First line that can be read either way, as two different days. */
  open?: { line: number; text: string };
}

/** Takes one date of the file into account. */
export function addEvidence(evidence: DateEvidence, line: number, text: string): void {
  const date = readOpenDate(text);
  if (date === undefined) return;
  if (date.first > 12) evidence.dmy ??= { line, text };
  else if (date.second > 12) evidence.mdy ??= { line, text };
  else if (date.first !== date.second) evidence.open ??= { line, text };
}

/**
 * The order in which a file writes day and month: the one asked for, else the only one its dates allow.
 * @throws ImportError when they allow both, or contradict one another
 */
export function toDateOrder(evidence: DateEvidence, asked: DateOrder | undefined): DateOrder {
  const { dmy, mdy, open } = evidence;
  if (asked !== undefined) return asked;
  if (dmy && mdy) {
    throw new ImportError(
      `the dates are written in two orders: ${dmy.text} (line ${dmy.line}) starts with the day, ` +
        `${mdy.text} (line ${mdy.line}) with the month. With --date-format dmy or mdy the lines that do not fit ` +
        "are rejected.",
    );
  }
  if (open && !dmy && !mdy) {
    throw new ImportError(
      `${open.text} (line ${open.line}) can be read in two ways, and no other date tells which: ` +
        "add --date-format mdy (month first) or --date-format dmy (day first).",
    );
  }
  return dmy ? "dmy" : "mdy";
}

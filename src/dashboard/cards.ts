import type { Stats } from "../mcp/view/answer.ts";
import { add } from "../mcp/view/draw/element.ts";
import { drawChart } from "../mcp/view/draw/page.ts";
import { toChart } from "../mcp/view/read/chart.ts";
import { toReason } from "./ask.ts";
import { addButton } from "./element.ts";
import { addNotes } from "./notes.ts";
import { addTable } from "./table.ts";

/** The insights of the page, in order: its name in the API, its title, and whether it chooses its own period. */
export const INSIGHTS = [
  ["focus", "Where to focus", false],
  ["quality", "Lead quality", false],
  ["best-times", "Best times", true],
  ["changes", "What changed", false],
  ["anomalies", "Unusual days", false],
  ["forecast", "What to expect", true],
] as const;

const MAX_MARKS = 750;

/** An answer of counts: chart, question, what it rests on, table and file. */
export function drawStats(
  body: Element,
  stats: Stats,
  figure: string,
  actions: { readonly onFile: () => Promise<void>; readonly onPick?: ((label: string) => void) | undefined },
): void {
  // Thousands of columns are thinner than a pixel; the table and the file have them all.
  const chart = stats.rows.length > MAX_MARKS ? "Too much to draw." : toChart(stats);
  let cut = "";
  if (typeof chart === "string") add(body, "p", "", chart);
  else cut = drawChart(add(body, "div"), chart, `${chart.heading}: ${stats.headline}`);
  addNotes(body, stats, cut);
  addTable(body, stats, figure, actions.onPick);
  addButton(body, "Download as CSV", () => {
    actions.onFile().catch((error: unknown) => {
      add(body, "p", "error", toReason(error)).role = "alert";
    });
  });
}

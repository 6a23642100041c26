import type { Answer } from "../answer.ts";
import { type Chart, MAX_ROWS } from "../chart.ts";
import { toNotes, toQualityNote } from "../read/notes.ts";
import { drawColumns } from "./columns.ts";
import { add } from "./element.ts";
import { drawGrid } from "./grid.ts";
import { drawLegend } from "./legend.ts";
import { drawRanking } from "./ranking.ts";
import { walk } from "./walk.ts";

const DRAW = { c: drawColumns, r: drawRanking, g: drawGrid };

/** Title, question, legend, chart, the value pointed at and what the numbers rest on. */
export function drawPage(main: Element, { headline, query, quality }: Answer, chart: Chart): void {
  main.textContent = "";
  add(main, "h1", "", chart.heading);
  const notes = add(main, "p", "q");
  for (const note of toNotes(query)) add(notes, "bdi", "", note);
  add(main, "p", "q", drawChart(main, chart, headline) + toQualityNote(quality));
}

/**
 * Legend, chart and the value pointed at.
 * @param name what the chart is called for those who cannot see it
 * @returns what was left out, in words
 */
export function drawChart(parent: Element, chart: Chart, name: string): string {
  const { kind, marks } = chart;
  drawLegend(parent, chart);
  const plot = add(parent, "div", kind);
  plot.tabIndex = 0;
  plot.role = "group";
  plot.ariaLabel = name;
  const detail = add(parent, "p", "t", "Point or use arrow keys for values.");
  detail.role = "status";
  walk(plot, detail, chart, DRAW[kind](plot, chart));
  return kind === "r" && marks[MAX_ROWS] ? `${MAX_ROWS} of ${marks.length} rows drawn. ` : "";
}

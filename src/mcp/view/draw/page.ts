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
  const { kind, heading, marks } = chart;
  main.textContent = "";
  add(main, "h1", "", heading);
  const notes = add(main, "p", "q");
  for (const note of toNotes(query)) add(notes, "bdi", "", note);
  drawLegend(main, chart);
  const plot = add(main, "div", kind);
  plot.tabIndex = 0;
  plot.role = "group";
  plot.ariaLabel = headline;
  const detail = add(main, "p", "t", "Point or use arrow keys for values.");
  detail.role = "status";
  walk(plot, detail, chart, DRAW[kind](plot, chart));
  const isCut = kind === "r" && marks.length > MAX_ROWS;
  const cut = isCut ? `${MAX_ROWS} of ${marks.length} rows drawn. ` : "";
  add(main, "p", "q", cut + toQualityNote(quality));
}

import type { Chart } from "../chart.ts";
import { toShown } from "./axis.ts";
import { add } from "./element.ts";
import { addMark, toLargest } from "./mark.ts";

/** Cells, the fuller the more; the largest value is full. */
export function drawGrid(stage: Element, { marks, outer = [], inner = [], isDown }: Chart): HTMLElement[] {
  const largest = toLargest(marks);
  const [rows, columns] = isDown ? [inner, outer] : [outer, inner];
  const toArea = (row: number, column: number) => `grid-area:${row + 1}/${column + 1}`;
  rows.forEach((name, row) => {
    add(stage, "bdi", "", name, toArea(row, 0));
  });
  const cells = marks.map((mark, index) => {
    const place = index % inner.length;
    const line = (index - place) / inner.length;
    const [row, column] = isDown ? [place, line] : [line, place];
    const cell = addMark(stage, mark, toArea(row, column + 1));
    add(cell, "i", "", "", `opacity:${(mark.shares[0]?.value ?? 0) / largest}`);
    return cell;
  });
  const isShown = toShown(columns, cells[0]?.clientWidth ?? 1);
  columns.forEach((name, column) => {
    if (isShown(column)) add(stage, "a", "", name, toArea(rows.length, column + 1));
  });
  return cells;
}

import { type Chart, MAX_ROWS } from "../chart.ts";
import { add } from "./element.ts";
import { addMark, placeValues, toLargest } from "./mark.ts";

/** Marks below each other from zero on the left; the numbers stand on the right. */
export function drawRanking(stage: Element, { marks, isShare }: Chart): HTMLElement[] {
  const drawn = marks.slice(0, MAX_ROWS);
  const width = Math.max(...drawn.map(({ aside = "" }) => aside.length));
  return drawn.map((mark) => {
    const row = addMark(stage, mark, `--n:${width + 1}ch`);
    add(row, "bdi", "", mark.label);
    placeValues(add(row, "div"), mark, toLargest(drawn), isShare);
    add(row, "span", "", mark.aside);
    return row;
  });
}

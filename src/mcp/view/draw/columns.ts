import type { Chart } from "../chart.ts";
import { toNumber } from "../format.ts";
import { toShown } from "./axis.ts";
import { add } from "./element.ts";
import { addMark, placeValues, toLargest } from "./mark.ts";

/** Marks side by side over a scale that begins at zero. */
export function drawColumns(stage: Element, { marks, isShare }: Chart): HTMLElement[] {
  const largest = toLargest(marks);
  const power = 10 ** Math.floor(Math.log10(largest));
  const step = largest > 5 * power ? 2 * power : largest > 2 * power ? power : power / 2;
  const top = Math.ceil(largest / step) * step;
  for (let tick = 0; tick <= top; tick += step) {
    add(stage, "a", "", toNumber(tick, isShare), `bottom:${(tick / top) * 100}%`);
  }
  const bars = add(stage, "div");
  const isShown = toShown(
    marks.map(({ label }) => label),
    bars.clientWidth / marks.length,
  );
  return marks.map((mark, index) => {
    const column = addMark(bars, mark);
    placeValues(column, mark, top, isShare);
    if (isShown(index)) add(column, "a", "", mark.label);
    return column;
  });
}

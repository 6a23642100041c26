import type { Chart } from "../chart.ts";
import { NOT_OVER, toNumber } from "../format.ts";
import { add } from "./element.ts";
import { toLargest } from "./mark.ts";

/** What shapes and colours mean. */
export function drawLegend(
  parent: Element,
  { kind, series = [], isShare, level = 0.95, other, marks }: Chart,
): void {
  const legend = add(parent, "p", "k");
  const explain = (sample: string, text: string | undefined | false) => {
    if (!text) return;
    const item = add(legend, "span");
    add(item, "i", sample);
    item.append(` ${text}`);
  };
  if (kind === "g") explain("z", `0 – ${toNumber(toLargest(marks), isShare)}`);
  else {
    if (series[1]) {
      explain("b0", series[0]);
      explain("b1", series[1]);
    }
    explain("w", marks.some(({ shares }) => shares[0]?.low != null) && `${toNumber(level, true)} interval`);
    explain("e", other);
  }
  explain("o", marks.some(({ open }) => open) && NOT_OVER);
}

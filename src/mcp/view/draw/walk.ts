import type { Chart } from "../chart.ts";
import { add } from "./element.ts";

/** Shows in words the mark that is pointed at, with a pointer or with the arrow keys. */
export function walk(
  plot: HTMLElement,
  detail: Element,
  { marks, inner = [], isDown }: Chart,
  elements: readonly Element[],
): void {
  const line = inner.length || 1;
  const right = isDown ? line : 1;
  const down = isDown ? 1 : line;
  let at = 0;
  const show = (next: number) => {
    const mark = marks[next];
    const element = elements[next];
    if (!mark || !element) return;
    elements[at]?.classList.remove("a");
    at = next;
    element.classList.add("a");
    detail.textContent = "";
    add(detail, "bdi", "", mark.label);
    detail.append(`: ${mark.words}`);
  };
  plot.onpointerover = ({ target }) =>
    show(elements.findIndex((element) => element.contains(target as Node)));
  plot.onfocus = () => show(at);
  plot.onkeydown = (event) => {
    const steps: Record<string, number> = { Right: right, Left: -right, Down: down, Up: -down };
    const step = steps[event.key.slice(5)];
    if (!step) return;
    event.preventDefault();
    show(at + step);
  };
}

import type { Answer } from "./answer.ts";
import { drawPage } from "./draw/page.ts";
import { setLocale } from "./format.ts";
import { connectHost, type ToolResult } from "./host.ts";
import { toChart } from "./read/chart.ts";

const { style } = document.documentElement;
const main = document.querySelector("main") as Element;
let last: ToolResult | undefined;
let drawnWidth = 0;

/** Shows the last result; what cannot be drawn is said. */
function show(): void {
  if (!last) return;
  const { isError, content = [], structuredContent } = last;
  const answer = structuredContent as Answer;
  try {
    const chart = isError ? "" : toChart(answer);
    if (typeof chart !== "string") drawPage(main, answer, chart);
    else main.textContent = isError ? (content[0]?.text ?? "") : `${chart} ${answer.headline ?? ""}`;
  } catch {
    // An answer of another shape, e.g. of another version of the server.
    main.textContent = "Cannot be drawn.";
  }
}

const sendHeight = connectHost({
  onContext({ theme, locale, styles }) {
    if (theme) style.colorScheme = theme;
    for (const [name, value] of Object.entries(styles?.variables ?? {})) style.setProperty(name, value ?? "");
    setLocale(locale);
    show();
  },
  onResult(result) {
    last = result;
    show();
  },
  onCancel() {
    main.textContent = "Cancelled.";
  },
});
new ResizeObserver(() => {
  const { width, height } = main.getBoundingClientRect();
  sendHeight(Math.ceil(height));
  if (drawnWidth !== width) show();
  drawnWidth = width;
}).observe(main);

import { add } from "../mcp/view/draw/element.ts";
import { DAY, toNumber, toRange, toValue } from "../mcp/view/format.ts";
import { toShare } from "../mcp/view/read/stats.ts";
import { toWords } from "../mcp/view/words.ts";
import type { Change, Named, Summary } from "./answer.ts";
import { addFindings } from "./findings.ts";
import { addNotes } from "./notes.ts";

/** The figures a marketer looks at first. */
const KEY_FIGURES = ["primary", "actual_rate", "hot_rate", "follow_up", "bot_rate", "suspicious_rate"];

/** What happened, in one sentence, in key figures and in what stands out. */
export function drawOverview(body: Element, summary: Summary, named: readonly Named[]): void {
  const { headline, totals, comparison, findings } = summary;
  add(body, "p", "headline", headline);
  const figures = add(body, "dl", "figures");
  for (const name of KEY_FIGURES) {
    if (!(name in totals)) continue;
    const figure = add(figures, "div");
    add(figure, "dt", "", toWords(name)).title = named.find((one) => one.name === name)?.meaning ?? "";
    const isCount = typeof totals[name] === "number";
    const { value, ...ends } = toShare(totals, name);
    add(figure, "dd", "", toValue({ value }, !isCount));
    if (ends.low != null && ends.high != null)
      add(figure, "dd", "q", [ends.low, ends.high].map((end) => toNumber(end, !isCount)).join("–"));
    const moved = comparison?.change[name];
    if (moved) add(figure, "dd", "q", toChangeWords(moved, isCount));
  }
  add(body, "p", "q", "Ranges are 95 % intervals.");
  if (comparison) {
    add(body, "p", "q", `Changes are against ${toRange(comparison.from, comparison.to, DAY)}.`);
  }
  if (findings.length > 0) {
    add(body, "h3", "", "What stands out");
    addFindings(body, findings);
  }
  addNotes(body, summary);
}

/** Of a rate in percentage points. */
function toChangeWords({ absolute, percent, verdict }: Change, isCount: boolean): string {
  if (absolute === null || verdict === "not enough data") return verdict;
  const sign = absolute < 0 ? "−" : "+";
  const amount = Math.abs(absolute);
  const points = `${toNumber(amount * 100)} points`;
  const relative = percent == null ? "" : ` (${sign}${toNumber(Math.abs(percent) / 100, true)})`;
  return `${sign}${isCount ? toNumber(amount) : points}${relative}: ${verdict}`;
}

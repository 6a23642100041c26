import type { Answer } from "../mcp/view/answer.ts";
import { add } from "../mcp/view/draw/element.ts";
import { drawChart } from "../mcp/view/draw/page.ts";
import { toNumber } from "../mcp/view/format.ts";
import { toChart } from "../mcp/view/read/chart.ts";
import { toWords } from "../mcp/view/words.ts";
import type { Finding, Insight } from "./answer.ts";
import { addFindings } from "./findings.ts";
import { addNotes } from "./notes.ts";

/**
 * A conclusion: its sentence, its reasons, its chart, what it rests on and how it was reached.
 * @param leftAside conditions of the page that it does not take
 */
export function drawInsight(body: Element, insight: Insight, leftAside: readonly string[]): void {
  const { headline, reason, method } = insight;
  add(body, "p", "headline", headline);
  if (reason !== null && reason !== headline) add(body, "p", "", reason);
  addFindings(body, toFindings(insight));
  const chart = insight.segments || insight.windows ? toChart(insight as Answer) : "";
  const cut = typeof chart === "string" ? "" : drawChart(add(body, "div"), chart, headline);
  const wider = leftAside.map((name) => `Not narrowed by ${toWords(name)}. `).join("");
  addNotes(body, insight, cut + wider);
  const details = add(body, "details");
  add(details, "summary", "", `Method: ${method.name}`);
  for (const text of [method.sentence, method.minimum, method.reference]) add(details, "p", "q", text);
}

/** The reasons of an insight of any kind as sentences. */
function toFindings(insight: Insight): (Finding & { readonly fix?: string })[] {
  const { segments, windows, facts, anomalies, dimensions, horizons } = insight;
  return [
    ...(segments ?? [])
      .filter(({ verdict }) => verdict === "scale" || verdict === "fix")
      .map(({ labels, verdict, reason }) => ({ labels, sentence: `${toWords(verdict)}: ${reason}` })),
    ...(windows ?? []),
    ...(facts ?? []),
    ...(anomalies ?? []),
    ...(dimensions ?? [])
      .flatMap(({ values }) => values)
      .filter(({ is_clear }) => is_clear)
      .map(({ labels, before, now }) => ({
        labels,
        sentence: `from ${toNumber(before ?? 0)} to ${toNumber(now ?? 0)}.`,
      })),
    ...(horizons ?? []).map(({ horizon, from, to, expected, low, high }) => ({
      sentence: `Next ${horizon} (${from === to ? from : `${from} to ${to}`}): ${toNumber(Math.round(expected))}, from ${toNumber(low)} to ${toNumber(high)}.`,
    })),
  ];
}

import type { Row, Stats } from "../mcp/view/answer.ts";
import { add } from "../mcp/view/draw/element.ts";
import { toValue } from "../mcp/view/format.ts";
import { toLabel } from "../mcp/view/read/labels.ts";
import { toShare } from "../mcp/view/read/stats.ts";
import { toWords } from "../mcp/view/words.ts";
import { addButton } from "./element.ts";

/** Figures that a table has room for; the file has all of them. */
const FIGURES = ["total", "primary", "follow_up", "bot", "test", "blocked", "actual_rate"];

/**
 * The rows of an answer as a table, folded away below its chart.
 * @param onPick called with the label of a group whose numbers are wanted alone
 */
export function addTable(
  parent: Element,
  { query, rows }: Stats,
  figure: string,
  onPick?: (label: string) => void,
): void {
  const keys = query.bucket === "none" ? query.group_by : ["bucket", ...query.group_by];
  const figures = [...new Set([...FIGURES, figure])].filter((name) => name in (rows[0] ?? {}));
  const details = add(parent, "details");
  add(details, "summary", "", `As a table (${rows.length} rows)`);
  const scroll = add(details, "div", "scroll");
  scroll.tabIndex = 0;
  scroll.role = "region";
  scroll.ariaLabel = `Table by ${keys.map(toWords).join(" and ")}`;
  const table = add(scroll, "table");
  const head = add(add(table, "thead"), "tr");
  for (const name of [...keys, ...figures]) add(head, "th", "", toWords(name)).setAttribute("scope", "col");
  const body = add(table, "tbody");
  for (const row of rows) addRow(body, row, query.bucket, keys, figures, onPick);
}

function addRow(
  body: Element,
  row: Row,
  bucket: string,
  keys: readonly string[],
  figures: readonly string[],
  onPick: ((label: string) => void) | undefined,
): void {
  const line = add(body, "tr");
  for (const key of keys) {
    const label = toLabel(row, key, bucket);
    const cell = add(line, "th");
    cell.setAttribute("scope", "row");
    add(cell, "bdi", "", label);
    if (row.open) cell.append(" (not over)");
    // The rest is no value of its own.
    if (onPick && label !== "(other)")
      addButton(cell, "only this", () => onPick(label)).ariaLabel = `Only ${label}`;
  }
  for (const name of figures) add(line, "td", "", toValue(toShare(row, name), typeof row[name] !== "number"));
}

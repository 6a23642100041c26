import { FUNCTIONS } from "../functions.ts";
import { UNIT_NAMES, UNITS } from "../units.ts";

/** Every ClickHouse function the tables can emit, sorted. */
export function toEmittedFunctions(): readonly string[] {
  const templates = FUNCTIONS.flatMap((spec) =>
    spec.forms.flatMap((form) => [
      form.clickhouse,
      form.clickhouseCalendar ?? "",
      form.clickhouseDouble ?? "",
      form.clickhouseMixed ?? "",
    ]),
  );
  const names = templates.flatMap((template) => (template.includes("(") ? toCalled(template) : [template]));
  const parts = UNIT_NAMES.map((unit) => UNITS[unit].part);
  return [...new Set([...names, ...parts])].filter((name) => name !== "").sort();
}

/** Words directly before an opening bracket. */
function toCalled(template: string): readonly string[] {
  return [...template.matchAll(/(?<!\$)\b([A-Za-z_][A-Za-z0-9_]*)\(/g)].map((match) => match[1] ?? "");
}

/** Every bare word that may stand in emitted text besides function names. */
export const EMITTED_KEYWORDS: ReadonlySet<string> = new Set([
  ..."SELECT FROM WHERE GROUP BY HAVING ORDER ASC DESC LIMIT OFFSET AS DISTINCT".split(" "),
  ..."AND OR NOT IN BETWEEN LIKE ILIKE INTERVAL true false NULL".split(" "),
  ...UNIT_NAMES,
]);

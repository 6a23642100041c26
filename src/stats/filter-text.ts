import type * as z from "zod";
import type { FILTER } from "./request.ts";

type WireFilter = z.output<typeof FILTER>;

/**
 * A filter as it stands in an address: `IN,AE` any of, `!IN` none of, `~diwali` contains. A value that holds a comma
 * or a quote, or begins with a sign or a space, stands in double quotes, with `""` for a quote.
 */
export function toFilterText({ operator, values }: WireFilter): string {
  const sign = { is: "", is_not: "!", contains: "~" }[operator];
  return sign + values.map(toQuoted).join(",");
}

function toQuoted(value: string): string {
  return /[",]|^[!~]|^\s|\s$|^$/.test(value) ? `"${value.replaceAll('"', '""')}"` : value;
}

/** Reads {@link toFilterText} back. */
export function readFilterText(text: string): Pick<WireFilter, "operator" | "values"> {
  const operator = text.startsWith("!") ? "is_not" : text.startsWith("~") ? "contains" : "is";
  return { operator, values: readList(operator === "is" ? text : text.slice(1)) };
}

function readList(text: string): string[] {
  const values: string[] = [];
  for (let at = 0; at <= text.length; ) {
    const quoted = /^\s*"((?:[^"]|"")*)"\s*(?=,|$)/.exec(text.slice(at));
    const plain = /^[^,]*/.exec(text.slice(at))?.[0] ?? "";
    values.push(quoted ? (quoted[1] ?? "").replaceAll('""', '"') : plain.trim());
    at += (quoted?.[0].length ?? plain.length) + 1;
  }
  return values;
}

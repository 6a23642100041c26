/** Rows as tab-separated lines under one header line; cells must already be free of tabs and line breaks. */
export function toColumns(header: readonly string[], rows: readonly (readonly string[])[]): string {
  return [header, ...rows].map((cells) => cells.join("\t")).join("\n");
}

/** One row of a file; `line` is where it begins, counted from 1. */
export type Row =
  | { readonly line: number; readonly cells: ReadonlyMap<string, string> }
  /** It cannot be told what belongs into which column. */
  | { readonly line: number; readonly reason: string };

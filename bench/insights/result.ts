/** One line of the table: a goal and what was measured. */
export interface Result {
  readonly name: string;
  readonly goal: string;
  readonly measured: string;
  /** `undefined` where the figure is for comparison only. */
  readonly isMet?: boolean;
}

/** The results as a Markdown table. */
export function toTable(results: readonly Result[]): string {
  const rows = results.map(({ name, goal, measured, isMet }) => {
    const mark = isMet === undefined ? "" : isMet ? "met" : "**not met**";
    return `| ${name} | ${goal} | ${measured} | ${mark} |`;
  });
  return ["| | Goal | Measured | |", "| --- | --- | --- | --- |", ...rows].join("\n");
}

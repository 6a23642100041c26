/** Where the import writes what people read. */
export interface Output {
  readonly isTty: boolean;
  write(text: string): void;
}

const BAR_WIDTH = 30;
const LINE_EVERY = 0.1;

/** Progress as a bar that moves in place on a terminal, and as a line per tenth elsewhere. */
export function createProgress(output: Output, expected: number) {
  let nextLine = LINE_EVERY;
  return {
    show(stored: number, rejected: number): void {
      const share = expected === 0 ? 1 : Math.min(1, (stored + rejected) / expected);
      const counts = `${stored} of ${expected} stored${rejected > 0 ? `, ${rejected} rejected` : ""}`;
      if (output.isTty) {
        const bar = "#".repeat(Math.round(share * BAR_WIDTH)).padEnd(BAR_WIDTH, "-");
        output.write(`\r[${bar}] ${Math.floor(share * 100)} % ${counts}`);
      } else if (share >= nextLine) {
        output.write(`${Math.floor(share * 100)} % ${counts}\n`);
        nextLine = (Math.floor(share / LINE_EVERY) + 1) * LINE_EVERY;
      }
    },
    end(): void {
      if (output.isTty) output.write("\n");
    },
  };
}

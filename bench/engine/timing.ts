/** The middle value. */
export function median(values: number[]): number {
  const sorted = values.toSorted((a, b) => a - b);
  return sorted[Math.floor(sorted.length / 2)] ?? Number.NaN;
}

/** Milliseconds that `work` takes. */
export async function time(work: () => Promise<unknown>): Promise<number> {
  const start = performance.now();
  await work();
  return performance.now() - start;
}

/** Prints one result with its goal and whether it was met. */
export function report(name: string, result: string, goal: string, met: boolean): void {
  console.log(`${met ? "ok  " : "MISS"}  ${name.padEnd(44)} ${result.padEnd(44)} goal ${goal}`);
}

/**
 * The allowed word closest to a misspelt one, or `undefined` when none is near (edit distance of at most
 * a third of the word's length, at least 1; case is ignored).
 */
export function toNearest(word: string, allowed: readonly string[]): string | undefined {
  const wanted = word.toLowerCase().slice(0, 64);
  let best: { word: string; distance: number } | undefined;
  for (const candidate of allowed) {
    const distance = toDistance(wanted, candidate.toLowerCase());
    if (!best || distance < best.distance) best = { word: candidate, distance };
  }
  return best && best.distance <= Math.max(1, Math.ceil(wanted.length / 3)) ? best.word : undefined;
}

/** Optimal string alignment: insertions, deletions, substitutions and swaps of neighbours count one each. */
function toDistance(a: string, b: string): number {
  const rows = [Array.from({ length: b.length + 1 }, (_, j) => j)];
  for (let i = 1; i <= a.length; i++) {
    const row = [i];
    for (let j = 1; j <= b.length; j++) {
      const at = (back: number, column: number) => (back === 0 ? row : rows[i - back])?.[column] ?? 0;
      const steps = [at(1, j) + 1, at(0, j - 1) + 1, at(1, j - 1) + (a[i - 1] === b[j - 1] ? 0 : 1)];
      if (i > 1 && j > 1 && a[i - 1] === b[j - 2] && a[i - 2] === b[j - 1]) steps.push(at(2, j - 2) + 1);
      row.push(Math.min(...steps));
    }
    rows.push(row);
  }
  return rows[a.length]?.[b.length] ?? a.length;
}

/**
 * The allowed word closest to a misspelt one, or `undefined` when none is near (edit distance of at most
 * a third of the word's length, at least 1; case is ignored).
 */
export function toNearest(word: string, allowed: readonly string[]): string | undefined {
  const wanted = word.toLowerCase().slice(0, 64);
  // Only what is nearer than the best so far is of use; the first of those equally near stays.
  let most = Math.max(1, Math.ceil(wanted.length / 3));
  let best: string | undefined;
  for (const candidate of allowed) {
    const distance = toDistance(wanted, candidate.toLowerCase(), most);
    if (distance > most) continue;
    best = candidate;
    most = distance - 1;
  }
  return best;
}

/**
 * Optimal string alignment: insertions, deletions, substitutions and swaps of neighbours count one each. What is more
 * than `most` is not worked out further.
 */
function toDistance(a: string, b: string, most: number): number {
  // No distance is less than the difference in length.
  if (Math.abs(a.length - b.length) > most) return Number.POSITIVE_INFINITY;
  let above = new Uint8Array(b.length + 1);
  let last = Uint8Array.from(above, (_, j) => j);
  let row = new Uint8Array(b.length + 1);
  for (let i = 1; i <= a.length; i++) {
    // Off the diagonal by more than `most`, a cell is too far, too.
    row.fill(most + 1);
    row[0] = i;
    let least = i;
    const end = Math.min(b.length, i + most);
    for (let j = Math.max(1, i - most); j <= end; j++) {
      const isSame = a.charCodeAt(i - 1) === b.charCodeAt(j - 1);
      let steps = Math.min((last[j - 1] ?? 0) + (isSame ? 0 : 1), (last[j] ?? 0) + 1, (row[j - 1] ?? 0) + 1);
      if (i > 1 && j > 1 && a[i - 1] === b[j - 2] && a[i - 2] === b[j - 1])
        steps = Math.min(steps, (above[j - 2] ?? 0) + 1);
      row[j] = steps;
      if (steps < least) least = steps;
    }
    // No later row goes below the least of this one.
    if (least > most) return Number.POSITIVE_INFINITY;
    [above, last, row] = [last, row, above];
  }
  return last[b.length] ?? Number.POSITIVE_INFINITY;
}

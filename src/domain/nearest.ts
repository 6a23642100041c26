/**
 * The allowed word closest to a misspelt one, or `undefined` when none is near (Levenshtein distance of at most
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

function toDistance(a: string, b: string): number {
  let previous = Array.from({ length: b.length + 1 }, (_, j) => j);
  for (let i = 1; i <= a.length; i++) {
    const row = [i];
    for (let j = 1; j <= b.length; j++) {
      const substitution = (previous[j - 1] ?? 0) + (a[i - 1] === b[j - 1] ? 0 : 1);
      row.push(Math.min((previous[j] ?? 0) + 1, (row[j - 1] ?? 0) + 1, substitution));
    }
    previous = row;
  }
  return previous[b.length] ?? a.length;
}

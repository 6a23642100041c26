import fc from "fast-check";
import { expect, test } from "vitest";
import { toNearest } from "./nearest.ts";

/** The same by the definition, with every distance worked out in full. */
function toPlainNearest(word: string, allowed: readonly string[]): string | undefined {
  const wanted = word.toLowerCase().slice(0, 64);
  const distances = allowed.map((candidate) => toPlainDistance(wanted, candidate.toLowerCase()));
  const lowest = Math.min(...distances);
  return lowest <= Math.max(1, Math.ceil(wanted.length / 3)) ? allowed[distances.indexOf(lowest)] : undefined;
}

function toPlainDistance(a: string, b: string): number {
  const known = new Map<number, number>();
  const at = (i: number, j: number): number => {
    if (i === 0 || j === 0) return i + j;
    const key = i * (b.length + 1) + j;
    const found = known.get(key);
    if (found !== undefined) return found;
    const steps = [at(i - 1, j) + 1, at(i, j - 1) + 1, at(i - 1, j - 1) + (a[i - 1] === b[j - 1] ? 0 : 1)];
    if (i > 1 && j > 1 && a[i - 1] === b[j - 2] && a[i - 2] === b[j - 1]) steps.push(at(i - 2, j - 2) + 1);
    const distance = Math.min(...steps);
    known.set(key, distance);
    return distance;
  };
  return at(a.length, b.length);
}

// Few letters come near each other often; the last one is longer in lower case.
const letters = fc.constantFrom("a", "b", "A", "-", "\u0130");
const word = fc.oneof(
  fc.string({ unit: letters, maxLength: 12 }),
  fc.string({ unit: letters, maxLength: 90 }),
  fc.string({ unit: "binary", maxLength: 6 }),
);

test("is the first of the words with the fewest changes, or none", () => {
  fc.assert(
    fc.property(word, fc.array(word, { maxLength: 6 }), (given, allowed) => {
      expect(toNearest(given, allowed)).toBe(toPlainNearest(given, allowed));
    }),
    { numRuns: 2000 },
  );
});

test("is found where a word was misspelt", () => {
  const swapped = (text: string, at: number) =>
    text.slice(0, at) +
    text
      .slice(at, at + 2)
      .split("")
      .reverse()
      .join("") +
    text.slice(at + 2);
  fc.assert(
    fc.property(fc.array(word, { minLength: 1, maxLength: 4 }), fc.nat(100), (allowed, at) => {
      const given = swapped(allowed.at(-1) ?? "", at);
      expect(toNearest(given, allowed)).toBe(toPlainNearest(given, allowed));
    }),
    { numRuns: 1000 },
  );
});

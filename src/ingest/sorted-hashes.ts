/** Low bits of a difference that are written as they are; what suits some 9,000 of 2^26 hashes. */
export const REMAINDER_BITS = 12;

/**
 * Reads sorted numbers kept as their differences in Golomb–Rice code: the quotient by 2^REMAINDER_BITS as that many
 * ones and a zero, then the remainder. The last byte is filled up with ones.
 */
export function readSortedHashes(base64: string): Set<number> {
  const bytes = Uint8Array.from(atob(base64), (char) => char.charCodeAt(0));
  const end = bytes.length * 8;
  const found = new Set<number>();
  let position = 0;
  /** The next bits, at most 17, as a number; beyond the end there are zeros. */
  const take = (bits: number) => {
    const at = position >> 3;
    const three = ((bytes[at] ?? 0) << 16) | ((bytes[at + 1] ?? 0) << 8) | (bytes[at + 2] ?? 0);
    const taken = (three >> (24 - (position & 7) - bits)) & ((1 << bits) - 1);
    position += bits;
    return taken;
  };
  for (let hash = 0; ; found.add(hash)) {
    while (take(1) === 1) hash += 1 << REMAINDER_BITS;
    if (position > end) return found;
    hash += take(REMAINDER_BITS);
  }
}

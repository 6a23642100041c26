import { REMAINDER_BITS } from "../src/ingest/sorted-hashes.ts";

/** Writes sorted, different numbers as `readSortedHashes` reads them. */
export function toSortedHashes(sorted: readonly number[]): string {
  const bits = sorted
    .map((hash, index) => hash - (sorted[index - 1] ?? 0))
    .map((difference) => {
      const remainder = (difference & ((1 << REMAINDER_BITS) - 1)).toString(2);
      return `${"1".repeat(difference >> REMAINDER_BITS)}0${remainder.padStart(REMAINDER_BITS, "0")}`;
    })
    .join("");
  const bytes = bits.match(/.{1,8}/g) ?? [];
  return Buffer.from(bytes.map((byte) => Number.parseInt(byte.padEnd(8, "1"), 2))).toString("base64");
}

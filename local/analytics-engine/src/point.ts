/** How many blobs and how many doubles one data point holds. */
export const SLOTS = 20;
/** Longest index in UTF-8 bytes. */
export const MAX_INDEX_BYTES = 96;
/** Largest sum of all blobs of one point in UTF-8 bytes. */
export const MAX_BLOBS_BYTES = 16_000;

/** Everything that can be written, in the order of a stored line. */
export const STORED_COLUMNS: readonly string[] = [
  "timestamp",
  "_sample_interval",
  "index1",
  ...Array.from({ length: SLOTS }, (_, slot) => `blob${slot + 1}`),
  ...Array.from({ length: SLOTS }, (_, slot) => `double${slot + 1}`),
];

/** One data point. Texts are byte strings (one character per byte), so that any bytes survive unchanged. */
export interface Point {
  /** Epoch seconds, whole. */
  timestamp: number;
  /** How many real points this one stands for, at least 1. */
  sampleInterval: number;
  index: string;
  /** Exactly {@link SLOTS} entries, `""` where unset. */
  blobs: string[];
  /** Exactly {@link SLOTS} entries, 0 where unset; NaN and the infinities are kept. */
  doubles: number[];
}

const NEEDS_ESCAPE = /[\\\t\n\r\0]/;
const ESCAPED = /[\\\t\n\r\0]/g;
const ESCAPES: Record<string, string> = { "\\": "\\\\", "\t": "\\t", "\n": "\\n", "\r": "\\r", "\0": "\\0" };

function toField(text: string): string {
  return NEEDS_ESCAPE.test(text) ? text.replace(ESCAPED, (found) => ESCAPES[found] ?? found) : text;
}

/** One line of ClickHouse TabSeparated in the order of {@link STORED_COLUMNS}, without the line end. */
export function toLine({ timestamp, sampleInterval, index, blobs, doubles }: Point): string {
  // One search through all texts is much cheaper than one for each.
  const escaped = NEEDS_ESCAPE.test(index) || NEEDS_ESCAPE.test(blobs.join(""));
  const texts = escaped ? [index, ...blobs].map(toField).join("\t") : `${index}\t${blobs.join("\t")}`;
  return `${timestamp}\t${sampleInterval}\t${texts}\t${doubles.join("\t")}`;
}

const BEYOND_ASCII = /[^\p{ASCII}]/u;

/** Text as a byte string: its UTF-8 bytes, one character each; lone surrogates become U+FFFD. */
export function toByteString(text: string): string {
  return BEYOND_ASCII.test(text) ? Buffer.from(text, "utf8").toString("latin1") : text;
}

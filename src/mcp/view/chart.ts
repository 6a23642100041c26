import type { Share } from "./answer.ts";

/** More rows do not fit into the height that hosts allow inside a chat. */
export const MAX_ROWS = 11;

/** What can be pointed at: a value, or the values of several series. */
export interface Mark {
  readonly label: string;
  /** All it stands for, in words. */
  readonly words: string;
  /** One for each series. */
  readonly shares: readonly Share[];
  /** The same in the period before, or outside of a segment. */
  readonly other?: number | null | undefined;
  /** Its time is not over. */
  readonly open?: boolean | undefined;
  /** Beside the bar of a ranking. */
  readonly aside?: string;
}

/** What can be drawn, in words and numbers that the answer holds. */
export interface Chart {
  /** Columns, ranking or grid; also the class that the style knows it by. */
  readonly kind: "c" | "r" | "g";
  readonly heading: string;
  /** What the values of a mark are, where there are several. */
  readonly series?: readonly string[];
  readonly isShare?: boolean;
  /** What `other` is. */
  readonly other?: string | undefined;
  /** Probability that an interval holds the truth, 0.95 by default. */
  readonly level?: number;
  /** Of a grid line by line. */
  readonly marks: readonly Mark[];
  /** Of a grid: what its lines are called, and the marks within a line. */
  readonly outer?: readonly string[];
  readonly inner?: readonly string[];
  /** Lines of the grid stand. */
  readonly isDown?: boolean;
}

/** What the reader is told where nothing can be drawn. */
export type Sentence = string;
export const NOTHING: Sentence = "Nothing to draw.";

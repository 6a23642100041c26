/** Longer runs of letters are split; most words and keys of answers are one or two tokens. */
const LETTERS_PER_TOKEN = 7;

/**
 * How many tokens a JSON text is, roughly and rather too many: digits go in threes, signs in runs, words in pieces.
 * After how o200k splits text before it merges; good to about a tenth for our answers.
 */
export function estimateTokens(text: string): number {
  let tokens = 0;
  for (const [piece] of text.matchAll(/\p{L}+|\d{1,3}|[^\p{L}\d\s]+/gu)) {
    tokens += Math.ceil(piece.length / LETTERS_PER_TOKEN);
  }
  return tokens;
}

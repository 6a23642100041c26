/** Most words and keys of answers are one or two tokens; other scripts need a token for every letter or two. */
const LATIN_PER_TOKEN = 7;
const OTHERS_PER_TOKEN = 1.5;

/** Words, digits in threes, words of other scripts, runs of ASCII signs, anything else one by one. */
const PIECES = /([a-z]+)|(\d{1,3})|([\p{L}\p{M}]+)|([!-/:-@[-`{-~]+)|(\S)/giu;

/**
 * How many tokens a JSON text is, after how o200k splits text before it merges: within a tenth for answers in Latin
 * letters, rather too many for other scripts and emoji.
 */
export function estimateTokens(text: string): number {
  let tokens = 0;
  for (const [, latin, , others, , sign] of text.matchAll(PIECES)) {
    if (latin) tokens += Math.ceil(latin.length / LATIN_PER_TOKEN);
    else if (others) tokens += Math.ceil(others.length / OTHERS_PER_TOKEN);
    else tokens += sign?.length ?? 1;
  }
  return tokens;
}

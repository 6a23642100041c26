/** The words of a shell command, as far as examples need it: quotes, and `\` before a line's end or a sign. */
export function readShellWords(command: string): string[] {
  const words: string[] = [];
  let word: string | undefined;
  const parts = command
    .replace(/\\\n/g, " ")
    .matchAll(/\s+|'([^']*)'|"((?:[^"\\]|\\.)*)"|\\(.)|([^\s'"\\]+)/gs);
  for (const [whole, single, double, escaped, plain] of parts) {
    const text = single ?? double?.replace(/\\(.)/gs, "$1") ?? escaped ?? plain;
    if (text !== undefined) {
      word = (word ?? "") + text;
    } else if (whole.trim() === "" && word !== undefined) {
      words.push(word);
      word = undefined;
    }
  }
  return word === undefined ? words : [...words, word];
}

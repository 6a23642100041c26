import { StringDecoder } from "node:string_decoder";

/** A line that is longer than allowed stands as `null` in its place. */
export type TextLine = string | null;

/**
 * Splits a stream of UTF-8 bytes into lines while it arrives, some lines at a time.
 * @param maxLength longest line in characters; memory stays bounded by it
 */
export async function* toTextLines(
  chunks: AsyncIterable<Uint8Array>,
  maxLength: number,
): AsyncGenerator<TextLine[]> {
  const decoder = new StringDecoder("utf8");
  let rest = "";
  let skipping = false;
  for await (const chunk of chunks) {
    const pieces = (rest + decoder.write(Buffer.from(chunk))).split("\n");
    rest = pieces.pop() ?? "";
    const lines = pieces.map((line): TextLine => (line.length > maxLength ? null : line));
    if (skipping && lines.length > 0) {
      lines[0] = null;
      skipping = false;
    }
    if (rest.length > maxLength) {
      rest = "";
      skipping = true;
    }
    if (lines.length > 0) yield lines;
  }
  rest += decoder.end();
  if (skipping || rest.length > maxLength) yield [null];
  else if (rest !== "") yield [rest];
}

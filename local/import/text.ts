import { createReadStream } from "node:fs";
import { ImportError } from "./import-error.ts";
import { createDecoder, type Source } from "./source.ts";

/**
 * The file's text while it is read, every line break as `\n`: csv-parse counts a `\r\n` inside quotes as two lines.
 * @throws ImportError when bytes do not fit the encoding
 */
export async function* readText(source: Source): AsyncGenerator<string> {
  const decoder = createDecoder(source.encoding, true);
  let carry = "";
  try {
    for await (const chunk of createReadStream(source.file)) {
      const text = carry + decoder.decode(chunk, { stream: true });
      carry = text.endsWith("\r") ? "\r" : "";
      yield toUnixLines(carry === "" ? text : text.slice(0, -1));
    }
    yield toUnixLines(carry + decoder.decode());
  } catch (error) {
    if (!(error instanceof TypeError)) throw error;
    throw new ImportError(
      `${source.file} is not written in ${source.encoding}; name its encoding, for instance --encoding windows-1252`,
    );
  }
}

/** The file's lines, without their breaks. */
export async function* readLines(source: Source): AsyncGenerator<string> {
  let rest = "";
  for await (const text of readText(source)) {
    const lines = (rest + text).split("\n");
    rest = lines.pop() ?? "";
    yield* lines;
  }
  if (rest !== "") yield rest;
}

function toUnixLines(text: string): string {
  return text.replace(/\r\n?/g, "\n");
}

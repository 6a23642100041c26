import { open } from "node:fs/promises";
import { ImportError } from "./import-error.ts";

/** How a file is written. */
export interface Source {
  readonly file: string;
  readonly encoding: string;
  readonly format: "csv" | "ndjson";
  /** Between the columns of a CSV file. */
  readonly delimiter: string;
}

export interface SourceOptions {
  readonly delimiter?: string;
  readonly encoding?: string;
}

const SAMPLE_BYTES = 65_536;
const DELIMITERS = [",", ";", "\t", "|"];

/**
 * Looks at the start of a file to see how it is written: encoding by its byte order mark, else UTF-8; format by its
 * first character; delimiter by the header line.
 * @throws ImportError when it cannot be opened or is nothing that can be imported
 */
export async function openSource(file: string, options: SourceOptions): Promise<Source> {
  const bytes = await readStart(file);
  if (bytes.length === 0) throw new ImportError(`${file} is empty`);
  if (bytes.toString("latin1", 0, 2) === "PK") {
    throw new ImportError(`${file} is a spreadsheet or an archive; save it as CSV first`);
  }
  const encoding = options.encoding ?? toEncoding(bytes);
  const start = createDecoder(encoding).decode(bytes, { stream: true }).trimStart();
  if (start.startsWith("[")) {
    throw new ImportError(`${file} is one JSON array; write one object per line (NDJSON) instead`);
  }
  const format = start.startsWith("{") ? "ndjson" : "csv";
  const delimiter = options.delimiter ?? toDelimiter(start);
  return { file, encoding, format, delimiter };
}

/** @throws ImportError when the encoding is not known */
export function createDecoder(encoding: string, fatal = false): InstanceType<typeof TextDecoder> {
  try {
    return new TextDecoder(encoding, { fatal });
  } catch {
    throw new ImportError(`--encoding: "${encoding}" is not known; try utf-8, windows-1252 or utf-16le`);
  }
}

async function readStart(file: string): Promise<Buffer> {
  try {
    const handle = await open(file);
    try {
      const { buffer, bytesRead } = await handle.read(Buffer.alloc(SAMPLE_BYTES), 0, SAMPLE_BYTES, 0);
      return buffer.subarray(0, bytesRead);
    } finally {
      await handle.close();
    }
  } catch (error) {
    const code = (error as NodeJS.ErrnoException).code;
    if (code === "ENOENT") throw new ImportError(`there is no file ${file}`);
    if (code === "EISDIR") throw new ImportError(`${file} is a folder`);
    throw new ImportError(`${file} cannot be read (${code ?? "unknown error"})`);
  }
}

function toEncoding(bytes: Buffer): string {
  if (bytes[0] === 0xff && bytes[1] === 0xfe) return "utf-16le";
  return bytes[0] === 0xfe && bytes[1] === 0xff ? "utf-16be" : "utf-8";
}

/** The candidate found most often outside quotes in the first line. */
function toDelimiter(start: string): string {
  const header = (/^(?:"[^"]*"|[^"\r\n])*/.exec(start)?.[0] ?? "").replace(/"[^"]*"/g, "");
  const count = (delimiter: string) => header.split(delimiter).length;
  return DELIMITERS.reduce((best, delimiter) => (count(delimiter) > count(best) ? delimiter : best));
}

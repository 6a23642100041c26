import { createLineReader, type ImportRules } from "./import-line.ts";
import { LineInvalid } from "./line-invalid.ts";
import { Pending } from "./pending.ts";
import type { Batch } from "./store.ts";
import { toTextLines } from "./text-lines.ts";

/** Points per insert; larger batches cost more memory and are hardly faster. */
const BATCH_POINTS = 20_000;
const BATCH_CHARACTERS = 16_000_000;
const MAX_LINE_CHARACTERS = 1_000_000;
/** Reasons listed in the answer; the rest is only counted. */
const MAX_REASONS = 1_000;

export interface ImportResult {
  accepted: number;
  rejected: { line: number; reason: string }[];
  /** All rejected lines, present when the list holds only the first of them. */
  rejected_total?: number;
}

/** Why an import ended early; `result` counts what was stored until then. */
export class ImportStopped extends Error {
  readonly result: ImportResult;
  readonly status: number;

  constructor(message: string, status: number, result: ImportResult) {
    super(message);
    this.status = status;
    this.result = result;
  }
}

export interface ImportOptions extends ImportRules {
  dataset: string;
  /** Stores a batch and gives how many of its points were stored. */
  store(batch: Batch): Promise<number>;
  /** Takes one point from the daily allowance. */
  take(): boolean;
}

/**
 * Reads NDJSON as it arrives and stores it in large batches; what counts as accepted is stored for good.
 * @throws ImportStopped when the daily allowance is used up or the store fails for good
 */
export async function importLines(
  chunks: AsyncIterable<Uint8Array>,
  options: ImportOptions,
): Promise<ImportResult> {
  const result: ImportResult = { accepted: 0, rejected: [] };
  const read = createLineReader(options);
  let rejected = 0;
  let lineNumber = 0;
  let pending = new Pending(options.dataset);
  let characters = 0;
  let storing: Promise<number> = Promise.resolve(0);

  const reject = (reason: string) => {
    rejected++;
    if (result.rejected.length < MAX_REASONS) result.rejected.push({ line: lineNumber, reason });
    else result.rejected_total = rejected;
  };

  // One batch is stored while the next is read.
  const settle = async () => {
    const stored = storing;
    storing = Promise.resolve(0);
    try {
      result.accepted += await stored;
    } catch (cause) {
      const stopped = new ImportStopped("the points could not be stored, try again later", 503, result);
      stopped.cause = cause;
      throw stopped;
    }
  };
  const send = async () => {
    await settle();
    if (pending.size === 0) return;
    storing = options.store(pending.toBatch());
    storing.catch(() => {});
    pending = new Pending(options.dataset);
    characters = 0;
  };

  for await (const lines of toTextLines(chunks, MAX_LINE_CHARACTERS)) {
    for (const line of lines) {
      lineNumber++;
      if (line === null) reject(`longer than ${MAX_LINE_CHARACTERS} characters`);
      else if (line.trim() !== "") {
        try {
          const point = read(line);
          if (!options.take()) {
            await send();
            await settle();
            throw new ImportStopped(
              `the daily limit of points is used up at line ${lineNumber}`,
              429,
              result,
            );
          }
          pending.add(point);
          characters += line.length;
        } catch (error) {
          if (!(error instanceof LineInvalid)) throw error;
          reject(error.message);
        }
      }
      if (pending.size >= BATCH_POINTS || characters >= BATCH_CHARACTERS) await send();
    }
  }
  await send();
  await settle();
  return result;
}

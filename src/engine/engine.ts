/** One row as the SQL API sends it; 64-bit integers arrive as strings. */
export type EngineRow = Readonly<Record<string, unknown>>;

export interface EngineAnswer {
  readonly rows: readonly EngineRow[];
  /** Nothing was ever written, so the dataset does not exist yet. */
  readonly neverWritten: boolean;
  /** Epoch seconds at which the rows were read. */
  readonly asOf: number;
  /** The store could not be asked; these rows are a copy from an earlier time. */
  readonly stale?: true;
}

export interface AskOptions {
  /** Epoch seconds at which the statement's range ends; an answer read a day later or more never changes. */
  readonly closedSince?: number;
  /** Longest wait in milliseconds. */
  readonly timeoutMs?: number;
}

/** Where the dataset can be asked. */
export interface Engine {
  /**
   * Runs one SELECT statement.
   * @throws Problem `statistics_unavailable` when no answer can be had
   */
  ask(sql: string, options?: AskOptions): Promise<EngineAnswer>;
}

/** A number from an answer; 64-bit integers are sent as strings, an empty average as null. */
export function toNumber(value: unknown): number {
  const number = typeof value === "string" ? Number(value) : value;
  return typeof number === "number" && Number.isFinite(number) ? number : 0;
}

/** A label from an answer. */
export function toText(value: unknown): string {
  return typeof value === "string" ? value : value === null || value === undefined ? "" : String(value);
}

import type { Problem } from "./errors.ts";

/** Where details for the operator go. Entries hold no personal data and never reach a client. */
export type Log = (event: string, detail?: Readonly<Record<string, unknown>>) => void;

/** What an exception says of itself, for the log. */
export function toErrorText(error: unknown): string {
  return error instanceof Error ? `${error.name}: ${error.message}` : typeof error;
}

/** Tells the log what is behind a problem; whoever answers with one calls this, because no answer says it. */
export function logCause(log: Log, { code, cause }: Problem): void {
  if (cause !== undefined) log("problem", { code, cause: toErrorText(cause) });
}

import type { NumberField, TextField } from "./submission-fields.ts";

/** A value that could not be used, and why; it is kept with the lead, never a reason to lose it. */
export interface IgnoredField {
  readonly field: string;
  readonly reason: string;
}

/** A submission as received: known fields by wire name, everything else as text. Absent and empty are the same. */
export interface Submission {
  readonly text: Readonly<Partial<Record<TextField, string>>>;
  readonly numbers: Readonly<Partial<Record<NumberField, number>>>;
  readonly extras: Readonly<Record<string, string>>;
  readonly ignored: readonly IgnoredField[];
}

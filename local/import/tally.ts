import type { ImportedLead } from "./lead.ts";

/** A row that was not imported, and why. */
export interface Rejection {
  readonly line: number;
  readonly reason: string;
}

/** What became of the rows of a file; every row is counted exactly once. */
export class Tally {
  rows = 0;
  filtered = 0;
  repeated = 0;
  /** Before the line that `--from-line` names. */
  skipped = 0;
  taken = 0;
  accepted = 0;
  readonly rejected: Rejection[] = [];
  /** Values that were left empty: what, how often, and the first line. */
  readonly notes = new Map<string, { count: number; line: number }>();
  readonly projects = new Map<string, number>();
  first = Number.POSITIVE_INFINITY;
  last = Number.NEGATIVE_INFINITY;
  dayPrecision = 0;

  reject(line: number, reason: string): void {
    this.rejected.push({ line, reason });
  }

  /** The engine refused a lead that was taken. */
  refuse(line: number, lead: ImportedLead, reason: string): void {
    this.taken--;
    this.projects.set(lead.event.project, (this.projects.get(lead.event.project) ?? 0) - 1);
    this.reject(line, reason);
  }

  take(line: number, lead: ImportedLead): void {
    this.taken++;
    if (lead.precision === "day") this.dayPrecision++;
    this.first = Math.min(this.first, lead.timestamp);
    this.last = Math.max(this.last, lead.timestamp);
    this.projects.set(lead.event.project, (this.projects.get(lead.event.project) ?? 0) + 1);
    for (const note of new Set(lead.notes)) {
      const known = this.notes.get(note);
      if (known) known.count++;
      else this.notes.set(note, { count: 1, line });
    }
  }
}

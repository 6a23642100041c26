import { toDataPoint } from "../domain/data-point.ts";
import type { LeadEvent } from "../domain/dataset.ts";
import { type Log, toErrorText } from "../domain/log.ts";

/** The part of the dataset binding that is used. */
export interface Dataset {
  writeDataPoint(point: { indexes: string[]; blobs: string[]; doubles: number[] }): void;
}

/** An event that the dataset refused and that is still to be written. */
export interface OwedEvent {
  readonly submissionId: string;
  readonly event: LeadEvent;
}

/** Writes an event's data point; `false` when the dataset refused it, which is logged and never an error. */
export function writePoint(dataset: Dataset, owed: OwedEvent, log: Log): boolean {
  try {
    dataset.writeDataPoint(toDataPoint(owed.event));
    return true;
  } catch (error) {
    log("data_point_refused", { submission_id: owed.submissionId, error: toErrorText(error) });
    return false;
  }
}

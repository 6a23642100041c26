import type { LeadEvent } from "../domain/dataset.ts";
import { Problem } from "../domain/errors.ts";
import { isRecord } from "../domain/is-record.ts";
import type { Intake } from "./intake.ts";

/** What the queue carries: a submission that could not be stored, or an event that could not even be remembered. */
export type QueueMessage =
  | { readonly kind: "submission"; readonly intake: Intake }
  | { readonly kind: "event"; readonly submissionId: string; readonly event: LeadEvent };

/** The sending end of a queue. */
export interface IntakeQueue {
  send(message: QueueMessage): Promise<unknown>;
}

/** Whether a message is one of ours; anything else cannot be worked on. */
export function isQueueMessage(body: unknown): body is QueueMessage {
  if (!isRecord(body)) return false;
  if (body.kind === "event") return "event" in body && "submissionId" in body;
  return body.kind === "submission" && isRecord(body.intake) && body.intake.version === 1;
}

/** @throws Problem `invalid_body` for what is not {@link isQueueMessage one of ours} */
export function requireQueueMessage(body: unknown): QueueMessage {
  if (isQueueMessage(body)) return body;
  throw new Problem("invalid_body", "The message is not one of ours.");
}

import type { LeadEvent } from "../domain/dataset.ts";
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
  if (typeof body !== "object" || body === null || !("kind" in body)) return false;
  if (body.kind === "event") return "event" in body && "submissionId" in body;
  return (
    body.kind === "submission" &&
    "intake" in body &&
    typeof body.intake === "object" &&
    body.intake !== null &&
    "version" in body.intake &&
    body.intake.version === 1
  );
}

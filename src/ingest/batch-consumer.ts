import { type Log, toErrorText } from "../domain/log.ts";
import type { Consume } from "./consumer.ts";
import { requireQueueMessage } from "./queue-message.ts";

const FIRST_DELAY_S = 30;
const MAX_DELAY_S = 900;

/** Works through a batch of the intake queue; a message that fails comes back later, each time after longer. */
export async function consumeBatch(batch: MessageBatch, consume: Consume, log: Log): Promise<void> {
  for (const message of batch.messages) {
    try {
      const outcome = await consume(requireQueueMessage(message.body));
      log("message_consumed", { outcome, attempts: message.attempts });
      message.ack();
    } catch (error) {
      log("message_failed", { error: toErrorText(error), attempts: message.attempts });
      message.retry({ delaySeconds: toDelay(message.attempts) });
    }
  }
}

/** Seconds until the next attempt: doubled each time from 30 s to 15 minutes. */
export function toDelay(attempts: number): number {
  return Math.min(MAX_DELAY_S, FIRST_DELAY_S * 2 ** Math.min(10, Math.max(0, attempts - 1)));
}

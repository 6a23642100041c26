import type { Log } from "../domain/log.ts";
import { consumeBatch } from "./batch-consumer.ts";
import type { Consume } from "./consumer.ts";
import { type DeadLetterOptions, keepDeadLetters } from "./dead-letters.ts";

/** Names of the dead-letter queues end with this. */
const DEAD_SUFFIX = "-dead";

/** Works on a batch of the intake queue or of its dead-letter queue, told apart by their names. */
export function createQueueHandler(
  consume: Consume,
  deadLetters: DeadLetterOptions,
  log: Log,
): (batch: MessageBatch) => Promise<void> {
  return (batch) =>
    batch.queue.endsWith(DEAD_SUFFIX)
      ? keepDeadLetters(batch, deadLetters)
      : consumeBatch(batch, consume, log);
}

import { env } from "cloudflare:workers";
import { consumeBatch } from "../../src/ingest/batch-consumer.ts";
import type { ConsumerOptions, createConsume } from "../../src/ingest/consumer.ts";
import type { IngestOptions } from "../../src/ingest/ingest.ts";
import type { QueueMessage } from "../../src/ingest/queue-message.ts";
import { createRig, IDENTITY } from "./ingest-rig.ts";

export type Batch = D1Database["batch"];

/** The database with another `batch`. */
export function withBatch(batch: Batch): D1Database {
  return new Proxy(env.DB, {
    get(target, name) {
      if (name === "batch") return batch;
      const value: unknown = Reflect.get(target, name, target);
      return typeof value === "function" ? value.bind(target) : value;
    },
  });
}
export const DOWN: Batch = async () => {
  throw new Error("D1_ERROR: network connection lost");
};

function createQueue() {
  const messages: { body: QueueMessage; attempts: number; done: boolean }[] = [];
  return {
    messages,
    send: async (body: QueueMessage) =>
      void messages.push({ body: structuredClone(body), attempts: 0, done: false }),
    /** Delivers what is waiting, as the platform does. */
    async deliver(consume: ReturnType<typeof createConsume>) {
      const waiting = messages.filter((message) => !message.done);
      const batch = {
        queue: "lead-intake",
        messages: waiting.map((message) => {
          message.attempts++;
          return {
            body: message.body,
            attempts: message.attempts,
            ack: () => {
              message.done = true;
            },
            retry: () => {},
          };
        }),
      };
      await consumeBatch(batch as unknown as MessageBatch, consume, () => {});
    },
    waiting: () => messages.filter((message) => !message.done).length,
  };
}

/** The ingestion path with a queue, and a consumer that is asked to deliver. */
export async function createFaultyRig(overrides: Partial<IngestOptions> = {}) {
  const queue = createQueue();
  const rig = await createRig({ queue, ...overrides });
  const consumer: ConsumerOptions = {
    db: env.DB,
    dataset: { writeDataPoint: (point) => void rig.points.push(point as never) },
    projects: rig.projects,
    identity: IDENTITY,
    tokens: rig.tokens,
    botDetection: true,
    timezone: "Asia/Kolkata",
    blockDays: 7,
    reengagementDays: 0,
    now: rig.now,
    log: () => {},
  };
  const acknowledged = new Set<unknown>();
  return {
    ...rig,
    queue,
    consumer,
    acknowledged,
    async send(i: number) {
      const answer = await rig.post({
        project: "skyline",
        email: `person${i % 40}@example.com`,
        message: `m${i}`,
        client_ip: "203.0.113.9",
      });
      if (answer.status === 201) acknowledged.add(answer.body.submission_id);
      return answer;
    },
  };
}

import { expect, test } from "vitest";
import { consumeBatch, toDelay } from "./batch-consumer.ts";

test("a message that fails comes back after longer and longer, at most a quarter of an hour", () => {
  expect([1, 2, 3, 5, 6, 50].map(toDelay)).toEqual([30, 60, 120, 480, 900, 900]);
});

test("a message that fails is asked for again later and keeps no other from being done", async () => {
  const done: unknown[] = [];
  const messages = [3, 1].map((attempts) => ({
    body: { kind: "event", submissionId: "s1", event: {} },
    attempts,
    ack: () => done.push("ack"),
    retry: (options: unknown) => done.push(options),
  }));
  const consume = async () => {
    if (done.length === 0) throw new Error("the database is down");
    return "owed" as const;
  };
  await consumeBatch({ messages } as unknown as MessageBatch, consume, () => {});
  expect(done).toEqual([{ delaySeconds: 120 }, "ack"]);
});

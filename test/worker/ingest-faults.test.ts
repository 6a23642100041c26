import { env } from "cloudflare:workers";
import { beforeEach, describe, expect, test } from "vitest";
import { createConsume } from "../../src/ingest/consumer.ts";
import { driveOwedEvents } from "../../src/ingest/owed-events.ts";
import { countRows, resetDatabase } from "./database.ts";
import { type Batch, createFaultyRig, DOWN, withBatch } from "./ingest-faults.ts";
import { createRig } from "./ingest-rig.ts";

const stored = () => countRows("LeadSubmissions");
beforeEach(resetDatabase);

describe("nothing is lost and nothing is counted twice", () => {
  test("when the database is down for 500 submissions", async () => {
    const rig = await createFaultyRig({ db: withBatch(DOWN) });
    for (let i = 0; i < 500; i++) expect((await rig.send(i)).status).toBe(201);
    expect([rig.acknowledged.size, await stored(), rig.points.length, rig.queue.waiting()]).toEqual([
      500, 0, 0, 500,
    ]);
    await rig.queue.deliver(createConsume(rig.consumer));
    expect([await stored(), rig.points.length, rig.queue.waiting()]).toEqual([500, 500, 0]);
    expect(await countRows("Leads")).toBe(40);
    expect(await countRows("LeadSubmissions", "PointState = 'sent'")).toBe(500);
  });

  test("when the database goes down in the middle", async () => {
    let isDown = false;
    const db = withBatch((statements) => (isDown ? DOWN(statements) : env.DB.batch(statements)));
    const rig = await createFaultyRig({ db });
    for (let i = 0; i < 100; i++) {
      isDown = i >= 30 && i < 60;
      await rig.send(i);
    }
    expect([await stored(), rig.points.length, rig.queue.waiting()]).toEqual([70, 70, 30]);
    await rig.queue.deliver(createConsume(rig.consumer));
    expect([await stored(), rig.points.length, rig.acknowledged.size]).toEqual([100, 100, 100]);
  });

  test("when the database commits and answers too late", async () => {
    const db = withBatch(async (statements) => {
      const results = await env.DB.batch(statements);
      await new Promise((resolve) => setTimeout(resolve, 40));
      return results as never;
    });
    const rig = await createFaultyRig({ db, storeLimitMs: 15 });
    for (let i = 0; i < 20; i++) await rig.send(i);
    expect([await stored(), rig.points.length, rig.queue.waiting()]).toEqual([20, 0, 20]);
    await rig.queue.deliver(createConsume(rig.consumer));
    expect([await stored(), rig.points.length, rig.acknowledged.size]).toEqual([20, 20, 20]);
  });

  test("when its sender is blocked between a batch that answered too late and the consumer", async () => {
    const db = withBatch(async (statements) => {
      await env.DB.batch(statements);
      return new Promise(() => {});
    });
    const rig = await createFaultyRig({ db, storeLimitMs: 100 });
    await rig.send(1);
    await env.DB.prepare(
      "INSERT INTO BlockedIPs VALUES ('203.0.113.9', '', 'admin', 'me', '2026-01-01T00:00:00Z', NULL)",
    ).run();
    await rig.queue.deliver(createConsume(rig.consumer));
    expect([await stored(), await countRows("BlockedIPLeads"), rig.column("event_type")]).toEqual([
      1,
      0,
      ["primary"],
    ]);
  });

  test("when the late batch commits only after the consumer is done", async () => {
    const late: (() => Promise<unknown>)[] = [];
    const db = withBatch((statements) => {
      late.push(() => env.DB.batch(statements));
      return new Promise(() => {});
    });
    const rig = await createFaultyRig({ db, storeLimitMs: 5 });
    for (let i = 0; i < 5; i++) await rig.send(i);
    await rig.queue.deliver(createConsume(rig.consumer));
    for (const commit of late) await commit();
    for (const message of rig.queue.messages) message.done = false;
    await rig.queue.deliver(createConsume(rig.consumer));
    expect(rig.queue.messages.map(({ attempts, done }) => [attempts, done])).toEqual(
      Array(5).fill([2, true]),
    );
    expect([await stored(), await countRows("Leads"), rig.points.length]).toEqual([5, 5, 5]);
  });

  test("when the database commits too late and the queue refuses: counted once, retry included", async () => {
    const committed = Promise.withResolvers<void>();
    const late: Batch = async (statements) => {
      const results = await env.DB.batch(statements);
      await committed.promise;
      return results as never;
    };
    const queue = { send: DOWN as never };
    const rig = await createFaultyRig({ db: withBatch(late), storeLimitMs: 20, queue });
    expect((await rig.send(1)).status).toBe(503);
    committed.resolve();
    await rig.settled();
    expect([await stored(), rig.points.length]).toEqual([1, 1]);
    const retry = await createFaultyRig();
    expect((await retry.send(1)).status).toBe(201);
    expect([await stored(), retry.points.length]).toEqual([1, 0]);
  });

  test("when a rule changes between a batch that answered too late and the consumer", async () => {
    const late: Batch = async (statements) => {
      await env.DB.batch(statements);
      return new Promise(() => {});
    };
    const rig = await createFaultyRig({ db: withBatch(late), storeLimitMs: 20 });
    for (const client_ip of [undefined, "203.0.113.9"])
      await rig.post({ project: "skyline", email: "jane@example.com", honeypot: "x", client_ip });
    await rig.queue.deliver(createConsume({ ...rig.consumer, botDetection: false }));
    expect([await stored(), await countRows("BlockedIPLeads"), rig.queue.waiting()]).toEqual([0, 2, 0]);
    expect(rig.column("event_type")).toEqual(["bot", "bot"]);
  });

  test("when the dataset refuses a queued lead's point and the database what is owed", async () => {
    const rig = await createFaultyRig({ db: withBatch(DOWN) });
    await rig.send(1);
    let batches = 0;
    const second: Batch = (statements) =>
      (batches++ % 2 === 1 ? DOWN(statements) : env.DB.batch(statements)) as never;
    const dataset = {
      writeDataPoint() {
        throw new TypeError("refused");
      },
    };
    await rig.queue.deliver(createConsume({ ...rig.consumer, db: withBatch(second), dataset }));
    expect([await stored(), rig.queue.waiting(), rig.points.length]).toEqual([1, 1, 0]);
    await rig.queue.deliver(createConsume(rig.consumer));
    expect([await stored(), rig.queue.waiting(), rig.points.length]).toEqual([1, 0, 1]);
  });

  test("when the consumer crashes after the record was written", async () => {
    const rig = await createFaultyRig({ db: withBatch(DOWN) });
    for (let i = 0; i < 10; i++) await rig.send(i);
    let crashes = 4;
    const db = withBatch(async (statements) => {
      const results = await env.DB.batch(statements);
      if (crashes-- > 0) throw new Error("crash");
      return results as never;
    });
    const consume = createConsume({ ...rig.consumer, db });
    await rig.queue.deliver(consume);
    expect([await stored(), rig.points.length, rig.queue.waiting()]).toEqual([10, 6, 4]);
    await rig.queue.deliver(consume);
    expect([await stored(), rig.points.length, rig.queue.waiting()]).toEqual([10, 10, 0]);
  });

  test("when every message is delivered twice", async () => {
    const rig = await createFaultyRig({ db: withBatch(DOWN) });
    for (let i = 0; i < 10; i++) await rig.send(i);
    await rig.queue.deliver(createConsume(rig.consumer));
    for (const message of rig.queue.messages) message.done = false;
    await rig.queue.deliver(createConsume(rig.consumer));
    expect([await stored(), rig.points.length]).toEqual([10, 10]);
  });

  test("when a consumer crashes between the point and its mark, the point is there twice: known and bounded", async () => {
    const rig = await createFaultyRig({ db: withBatch(DOWN) });
    await rig.send(1);
    const db = new Proxy(env.DB, {
      get(target, name) {
        const value: unknown = Reflect.get(target, name, target);
        if (name !== "prepare") return typeof value === "function" ? value.bind(target) : value;
        return (sql: string) => {
          if (sql.includes("'sent'")) throw new Error("crash");
          return target.prepare(sql);
        };
      },
    });
    await rig.queue.deliver(createConsume({ ...rig.consumer, db }));
    // Nobody told the queue that it was done.
    for (const message of rig.queue.messages) message.done = false;
    await rig.queue.deliver(createConsume(rig.consumer));
    expect([await stored(), rig.points.length]).toEqual([1, 2]);
  });

  test("when a request dies between the record and its point, that point is missing: known and bounded", async () => {
    const rig = await createFaultyRig({
      // Commits, and then the isolate is gone: nobody reads the answer, and nobody is told.
      db: withBatch(async (statements) => {
        await env.DB.batch(statements);
        return new Promise(() => {});
      }),
      storeLimitMs: 60_000,
    });
    void rig.send(1);
    await expect.poll(stored).toBe(1);
    expect([rig.acknowledged.size, rig.points.length]).toEqual([0, 0]);
    // The sender, who was not answered, tries again and is told that it came; the lead is there once.
    const later = await createFaultyRig();
    expect((await later.send(1)).status).toBe(201);
    expect([await stored(), later.points.length]).toEqual([1, 0]);
  });

  test("when the same request is sent five times at once", async () => {
    const rig = await createFaultyRig();
    const answers = await Promise.all(Array.from({ length: 5 }, () => rig.send(1)));
    expect(new Set(answers.map((answer) => answer.body.submission_id)).size).toBe(1);
    expect([await stored(), rig.points.length]).toEqual([1, 1]);
  });

  test("when the dataset refuses every write", async () => {
    let isBroken = true;
    const points: unknown[] = [];
    const dataset = {
      writeDataPoint(point: unknown) {
        if (isBroken) throw new TypeError("writeDataPoint(): limit exceeded");
        points.push(point);
      },
    };
    const rig = await createFaultyRig({ dataset });
    for (let i = 0; i < 10; i++) expect((await rig.send(i)).status).toBe(201);
    await rig.settled();
    expect([await stored(), await countRows("OwedEvents"), points.length]).toEqual([10, 10, 0]);
    expect(await driveOwedEvents(env.DB, dataset, () => {})).toBe(0);
    isBroken = false;
    expect(await driveOwedEvents(env.DB, dataset, () => {})).toBe(10);
    expect(await driveOwedEvents(env.DB, dataset, () => {})).toBe(0);
    expect([points.length, await countRows("OwedEvents")]).toEqual([10, 0]);
    expect(await countRows("LeadSubmissions", "PointState = 'sent'")).toBe(10);
  });

  test("when dataset and database fail one after the other", async () => {
    let batches = 0;
    const db = withBatch((statements) => (++batches > 1 ? DOWN(statements) : env.DB.batch(statements)));
    const dataset = {
      writeDataPoint() {
        throw new TypeError("refused");
      },
    };
    const rig = await createFaultyRig({ db, dataset });
    await rig.send(1);
    await rig.settled();
    await rig.queue.deliver(createConsume(rig.consumer));
    expect([await countRows("OwedEvents"), rig.queue.waiting()]).toEqual([1, 0]);
    await driveOwedEvents(env.DB, rig.consumer.dataset, () => {});
    expect(rig.points).toHaveLength(1);
  });
});

test("when database and queue are down the sender is asked to come back, and nothing is half-written", async () => {
  const queue = {
    send: async () => {
      throw new Error("queue unavailable");
    },
  };
  const rig = await createRig({ db: withBatch(DOWN), queue });
  const answer = await rig.app.request("/leads", {
    method: "POST",
    headers: { authorization: "Bearer lsk_ingest", "content-type": "application/json" },
    body: JSON.stringify({ project: "skyline", email: "jane@example.com" }),
  });
  expect([answer.status, answer.headers.get("retry-after")]).toEqual([503, "30"]);
  expect(await answer.json()).toMatchObject({ code: "storage_unavailable" });
  expect([await stored(), rig.points.length]).toEqual([0, 0]);
});

test("a queued submission comes to the same result as a direct one", async () => {
  const submission = {
    project: "skyline",
    email: "jane@example.com",
    client_ip: "203.0.113.9",
    honeypot: "x",
    utm_source: "google",
    time_on_page_s: 50,
  };
  const columns =
    "ReceivedAt, EventType, Reason, SuspicionReasons, EngagementScore, TouchJson, PayloadJson, EventJson";
  const read = () => env.DB.prepare(`SELECT ${columns} FROM BlockedIPLeads`).first();
  const direct = await createFaultyRig();
  await direct.post(submission);
  const expected = await read();
  await resetDatabase();

  const queued = await createFaultyRig({ db: withBatch(DOWN) });
  await queued.post(submission);
  queued.advance(3_600_000);
  await queued.queue.deliver(createConsume(queued.consumer));
  expect(await read()).toEqual(expected);
  expect(queued.points).toEqual(direct.points);
});

test("a message that is none of ours is retried and in the end a dead letter", async () => {
  const rig = await createFaultyRig();
  await rig.queue.send({ kind: "poison" } as never);
  await rig.queue.deliver(createConsume(rig.consumer));
  expect(rig.queue.waiting()).toBe(1);
});

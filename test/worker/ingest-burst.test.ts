import { env } from "cloudflare:workers";
import { beforeEach, describe, expect, test } from "vitest";
import { createConsume } from "../../src/ingest/consumer.ts";
import { countRows, resetDatabase } from "./database.ts";
import { createFaultyRig, withBatch } from "./ingest-faults.ts";

const BURST = Array.from({ length: 60 }, (_, i) => i);
const stored = () => countRows("LeadSubmissions");
beforeEach(resetDatabase);

describe("a burst of submissions", () => {
  test("shares round trips, and everyone gets their own answer", async () => {
    const rig = await createFaultyRig();
    const answers = await Promise.all(
      BURST.map((i) => rig.post({ project: "skyline", email: `person${i}@example.com` })),
    );
    for (const [i, { status, body }] of answers.entries()) {
      expect(status).toBe(201);
      const row = await env.DB.prepare("SELECT ContactEmail FROM LeadSubmissions WHERE SubmissionId = ?")
        .bind(body.submission_id)
        .first();
      expect(row).toEqual({ ContactEmail: `person${i}@example.com` });
    }
    expect([await stored(), await countRows("Leads"), rig.points.length]).toEqual([60, 60, 60]);
    expect(rig.roundTrips()).toBeLessThan(60 / 4);
  });

  test("of one person is one lead", async () => {
    const rig = await createFaultyRig();
    await Promise.all(
      BURST.map((i) =>
        rig.post({ project: "skyline", email: "jane@example.com", message: `m${i}`, phone: "+919876543210" }),
      ),
    );
    expect([await countRows("Leads"), await countRows("LeadSubmissions", "IsPrimaryLead = 1")]).toEqual([
      1, 1,
    ]);
    expect(rig.column("event_type").sort()).toEqual([...Array(59).fill("follow_up"), "primary"]);
  });

  test("of which the database refuses one: the others are stored, and it alone is left to the queue", async () => {
    await env.DB.prepare(
      "CREATE TRIGGER refuse_one BEFORE INSERT ON LeadSubmissions WHEN NEW.ContactEmail = 'refused@example.com' BEGIN SELECT RAISE(ABORT, 'refused'); END",
    ).run();
    const rig = await createFaultyRig();
    const answers = await Promise.all(
      BURST.map((i) =>
        rig.post({ project: "skyline", email: `${i === 30 ? "refused" : `person${i}`}@example.com` }),
      ),
    ).finally(() => env.DB.prepare("DROP TRIGGER refuse_one").run());
    expect(new Set(answers.map(({ status }) => status))).toEqual(new Set([201]));
    expect([await stored(), rig.points.length, rig.queue.waiting()]).toEqual([59, 59, 1]);
    expect(rig.logged.map(({ event }) => event)).toEqual(["group_taken_apart", "store_failed"]);
    expect(JSON.stringify(rig.logged)).not.toContain("@example.com");
    await rig.queue.deliver(createConsume(rig.consumer));
    expect([await stored(), rig.points.length, rig.queue.waiting()]).toEqual([60, 60, 0]);
  });

  test("whose answers are lost after the commit is counted once", async () => {
    let batches = 0;
    const db = withBatch(async (statements) => {
      const results = await env.DB.batch(statements);
      if (++batches % 2 === 0) throw new Error("D1_ERROR: Network connection lost.");
      return results as never;
    });
    const rig = await createFaultyRig({ db });
    for (const { status } of await Promise.all(BURST.map((i) => rig.send(i)))) expect(status).toBe(201);
    const left = rig.queue.waiting();
    expect(left).toBeGreaterThan(4);
    expect([await stored(), rig.points.length]).toEqual([60, 60 - left]);
    await rig.queue.deliver(createConsume(rig.consumer));
    expect([await stored(), rig.points.length, rig.acknowledged.size]).toEqual([60, 60, 60]);
    expect(await countRows("Leads")).toBe(40);
  });

  test("keeps who sent a batch for others alive until it is done, also once the queue has their own", async () => {
    const slow = Promise.withResolvers<void>();
    const db = withBatch(async (statements) => {
      await slow.promise;
      return env.DB.batch(statements) as never;
    });
    const rig = await createFaultyRig({ db, storeLimitMs: 20 });
    expect((await rig.send(1)).status).toBe(201);
    const pause = new Promise((resolve) => setTimeout(() => resolve("alive"), 20));
    const state = await Promise.race([rig.settled().then(() => "over"), pause]);
    expect([rig.queue.waiting(), state]).toEqual([1, "alive"]);
    slow.resolve();
    await rig.settled();
    expect(await stored()).toBe(1);
  });

  test("during which batches never end is left to the queue, and the next one meets the database again", async () => {
    let isHung = true;
    const late: (() => Promise<unknown>)[] = [];
    const db = withBatch((statements) => {
      if (!isHung) return env.DB.batch(statements) as never;
      late.push(() => env.DB.batch(statements));
      return new Promise(() => {});
    });
    const rig = await createFaultyRig({ db, storeLimitMs: 300 });
    await Promise.all(BURST.map((i) => rig.send(i)));
    expect([rig.acknowledged.size, await stored(), rig.queue.waiting()]).toEqual([60, 0, 60]);
    isHung = false;
    rig.advance(300);
    await Promise.all(BURST.map((i) => rig.send(100 + i)));
    expect([rig.acknowledged.size, await stored(), rig.points.length]).toEqual([120, 60, 60]);
    await rig.queue.deliver(createConsume(rig.consumer));
    for (const commit of late) await commit();
    expect([await stored(), rig.points.length]).toEqual([120, 120]);
  });
});

import { mkdtempSync, rmSync } from "node:fs";
import { connect } from "node:net";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { setTimeout as sleep } from "node:timers/promises";
import { afterAll, beforeAll, beforeEach, expect, test } from "vitest";
import { getDatabase, readMigrations, seedDirectory, startWorkerd, type Workerd } from "../bench/workerd.ts";

const NAME = "burst";
const KEY = "lsk_burst";

interface State {
  readonly batches: number;
  readonly points: number;
  readonly queued: readonly string[];
}

const folder = mkdtempSync(join(tmpdir(), "lead-stats-burst-"));
let workerd: Workerd;
let before: State;
let person = 0;

beforeAll(async () => {
  workerd = await startWorkerd(folder, [{ name: NAME, entry: "test/burst-worker.js" }]);
  await seedDirectory(workerd, KEY, "ingest", [{ id: "acme", name: "Acme" }]);
  const db = await getDatabase(workerd, NAME);
  await db.batch(readMigrations().map((sql) => db.prepare(sql)));
  await send(); // the lists of a cold isolate are read with the first
}, 60_000);
afterAll(async () => {
  await workerd.miniflare.dispose();
  rmSync(folder, { recursive: true, force: true });
});
beforeEach(async () => {
  before = await control();
});

const toAddress = (path: string) => `http://127.0.0.1:${workerd.ports.get(NAME)}${path}`;

async function control(change = ""): Promise<State> {
  return (await (await fetch(toAddress(`/control?${change}`))).json()) as State;
}

/** What happened since the test began. */
async function observe() {
  const { batches, points, queued } = await control();
  return {
    batches: batches - before.batches,
    points: points - before.points,
    queued: queued.slice(before.queued.length),
  };
}

const toBody = () => JSON.stringify({ project: "acme", email: `person${++person}@example.com` });

async function send(): Promise<{ status: number; id: string }> {
  const response = await fetch(toAddress("/leads"), {
    method: "POST",
    headers: { authorization: `Bearer ${KEY}`, "content-type": "application/json" },
    body: toBody(),
  });
  const { submission_id } = (await response.json()) as { submission_id: string };
  return { status: response.status, id: submission_id };
}
const sendMany = (count: number) => Array.from({ length: count }, send);
const all = (sent: readonly ReturnType<typeof send>[]) => Promise.all(sent);

/** Sends a lead and breaks the connection off as soon as told. */
function sendAndLeave(left: Promise<unknown>): void {
  const body = toBody();
  const socket = connect(workerd.ports.get(NAME) ?? 0, "127.0.0.1");
  socket.on("error", () => {});
  socket.write(
    `POST /leads HTTP/1.1\r\nHost: localhost\r\nAuthorization: Bearer ${KEY}\r\nContent-Type: application/json\r\nContent-Length: ${Buffer.byteLength(body)}\r\n\r\n${body}`,
  );
  void left.then(() => socket.resetAndDestroy());
}

test("senders who hang up take nobody's answer away, and their own leads are counted", async () => {
  await control("answer=0");
  const left = Promise.withResolvers<void>();
  for (let i = 0; i < 4; i++) sendAndLeave(left.promise);
  await expect.poll(async () => (await observe()).batches).toBe(4);
  // The next group begins with one that leaves, too.
  sendAndLeave(left.promise);
  await sleep(200);
  const strangers = sendMany(6);
  await sleep(200);
  left.resolve();
  await sleep(200);
  await control("answer=all");
  expect((await all(strangers)).map(({ status }) => status)).toEqual(Array(6).fill(201));
  await expect.poll(async () => (await observe()).points).toBe(11);
  expect((await observe()).queued).toEqual([]);
});

test("who gives up on a batch that others wait for sees it through", async () => {
  await control("answer=0");
  const first = sendMany(4);
  await expect.poll(async () => (await observe()).batches).toBe(4);
  const leading = send();
  await sleep(2000);
  const later = sendMany(3);
  await sleep(200);
  await control("answer=1");
  await expect.poll(async () => (await observe()).batches).toBe(5);
  const { id } = await leading;
  expect((await observe()).queued).toContain(id);
  await control("answer=all");
  const ids = (await all(later)).map((answer) => answer.id);
  await all(first);
  // One of the first was answered, the others and who led gave up.
  const { queued } = await observe();
  expect(queued).toHaveLength(4);
  expect(queued.filter((one) => ids.includes(one))).toEqual([]);
}, 20_000);

test("a late commit is counted also for those who only waited, when the queue refuses", async () => {
  await control("answer=0&queue=refuse");
  const first = sendMany(4);
  await expect.poll(async () => (await observe()).batches).toBe(4);
  const waiting = sendMany(3);
  await sleep(200);
  await control("answer=1");
  await expect.poll(async () => (await observe()).batches).toBe(5);
  const statuses = (await all([...first, ...waiting])).map(({ status }) => status);
  expect(statuses.sort()).toEqual([201, ...Array(6).fill(503)]);
  await control("answer=all&queue=accept");
  await expect.poll(async () => (await observe()).points).toBe(7);
}, 20_000);

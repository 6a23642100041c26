import { expect, test } from "vitest";
import { PointBuffer } from "./buffer.ts";
import type { LogEntry } from "./options.ts";
import type { Point } from "./point.ts";
import type { Batch, Store } from "./store.ts";

const point = (timestamp: number): Point => ({
  timestamp,
  sampleInterval: 1,
  index: "",
  blobs: [],
  doubles: [],
});

/** A store that fails as told: `fail` gets every batch and may throw. */
function createStore(fail: (batch: Batch) => void): { store: Store; stored: Batch[] } {
  const stored: Batch[] = [];
  const insert = async (batch: Batch) => {
    fail(batch);
    stored.push(batch);
  };
  return { stored, store: { insert } as unknown as Store };
}

const times = (batches: Batch[]) =>
  batches.flatMap(({ lines }) => lines.map((line) => Number(line.split("\t")[0])));

test("stores one batch per dataset a little later, in order", async () => {
  const { store, stored } = createStore(() => {});
  const buffer = new PointBuffer(store, () => {});
  for (const time of [3, 1, 2]) buffer.add("leads", point(time));
  buffer.add("clicks", point(9));
  await expect.poll(() => buffer.size).toBe(0);
  expect(stored.map(({ dataset, oldest, newest }) => ({ dataset, oldest, newest }))).toEqual([
    { dataset: "leads", oldest: 1, newest: 3 },
    { dataset: "clicks", oldest: 9, newest: 9 },
  ]);
  expect(times(stored)).toEqual([3, 1, 2, 9]);
});

test("keeps a batch until its insert succeeds, under the same token, and everything behind it", async () => {
  const tokens: string[] = [];
  const { store, stored } = createStore(({ token }) => {
    tokens.push(token);
    if (tokens.length < 3) throw new Error("Code: 243. DB::Exception: no space");
  });
  const buffer = new PointBuffer(store, () => {});
  buffer.add("leads", point(1));
  const flushed = buffer.flush();
  buffer.add("leads", point(2));
  await flushed;
  expect(times(stored)).toEqual([1, 2]);
  expect(new Set(tokens.slice(0, 3)).size).toBe(1);
  expect(buffer.size).toBe(0);
});

test("drops only the point that the database refuses as data", async () => {
  const log: LogEntry[] = [];
  const { store, stored } = createStore(({ lines }) => {
    if (lines.some((line) => line.startsWith("666\t")))
      throw new Error("Code: 27. DB::Exception: Cannot parse");
  });
  const buffer = new PointBuffer(store, (entry) => log.push(entry));
  for (let time = 660; time < 670; time++) buffer.add("leads", point(time));
  await buffer.flush();
  expect(times(stored).toSorted()).toEqual([660, 661, 662, 663, 664, 665, 667, 668, 669]);
  expect(log.map(({ message }) => message)).toEqual(["One point of leads cannot be stored"]);
  expect(buffer.size).toBe(0);
});

test("lets one dataset's trouble not hold up another", async () => {
  let broken = true;
  const { store, stored } = createStore(({ dataset }) => {
    if (dataset === "leads" && broken) throw new Error("busy");
  });
  const buffer = new PointBuffer(store, () => {});
  buffer.add("leads", point(1));
  buffer.add("clicks", point(2));
  await expect.poll(() => times(stored)).toEqual([2]);
  broken = false;
  await buffer.flush();
  expect(times(stored)).toEqual([2, 1]);
});

test("stores at once when many points wait, and closes with nothing left", async () => {
  const { store, stored } = createStore(() => {});
  const buffer = new PointBuffer(store, () => {});
  for (let time = 0; time < 2500; time++) buffer.add("leads", point(time));
  await buffer.close();
  expect(times(stored)).toEqual(Array.from({ length: 2500 }, (_, time) => time));
});

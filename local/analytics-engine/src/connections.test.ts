import type { Session } from "chdb";
import { expect, test } from "vitest";
import { Connections } from "./connections.ts";

interface Fake {
  id: number;
  open: boolean;
}

function createPool(limit: number): { pool: Connections; fakes: Fake[] } {
  const fakes: Fake[] = [];
  const open = () => {
    const fake = { id: fakes.length, open: true, close: () => Object.assign(fake, { open: false }) };
    fakes.push(fake);
    return fake as unknown as Session;
  };
  return { fakes, pool: new Connections(open, limit) };
}

const idOf = async (connection: Session) => (connection as unknown as Fake).id;
const fail = async () => {
  throw new Error("failed");
};

test("uses a connection again after success", async () => {
  const { pool, fakes } = createPool(2);
  expect([await pool.use(idOf), await pool.use(idOf), fakes.length]).toEqual([0, 0, 1]);
});

test("never uses a connection again that has seen an error", async () => {
  const { pool, fakes } = createPool(1);
  await expect(pool.use(fail)).rejects.toThrow("failed");
  expect(await pool.use(idOf)).toBe(1);
  expect(fakes.map(({ open }) => open)).toEqual([false, true]);
});

test("gives waiting work a new connection after an error, in order, within the limit", async () => {
  const { pool, fakes } = createPool(2);
  let running = 0;
  let most = 0;
  const order: number[] = [];
  const work = Array.from({ length: 20 }, (_, turn) =>
    pool
      .use(async () => {
        order.push(turn);
        most = Math.max(most, ++running);
        await new Promise((resolve) => setTimeout(resolve, 1));
        running--;
        if (turn % 3 === 0) throw new Error("failed");
      })
      .catch(() => {}),
  );
  await Promise.all(work);
  await pool.close();
  expect(order).toEqual(Array.from({ length: 20 }, (_, turn) => turn));
  expect(most).toBe(2);
  expect(fakes.every(({ open }) => !open)).toBe(true);
});

test("passes a failure to open on to the work that needed it, and goes on", async () => {
  let broken = true;
  const pool = new Connections(() => {
    if (broken) throw new Error("cannot open");
    return { close() {} } as Session;
  }, 1);
  await expect(pool.use(async () => 1)).rejects.toThrow("cannot open");
  broken = false;
  expect(await pool.use(async () => 2)).toBe(2);
});

test("lets running work end and refuses the rest when it closes", async () => {
  const { pool, fakes } = createPool(1);
  let finish = () => {};
  const running = pool.use(async (connection) => {
    await new Promise<void>((resolve) => {
      finish = resolve;
    });
    return (connection as unknown as Fake).open;
  });
  const waiting = pool.use(idOf);
  const closing = pool.close();
  await expect(waiting).rejects.toThrow("the engine is closing");
  finish();
  expect(await running).toBe(true);
  await closing;
  await expect(pool.use(idOf)).rejects.toThrow("the engine is closing");
  expect(fakes.map(({ open }) => open)).toEqual([false]);
});

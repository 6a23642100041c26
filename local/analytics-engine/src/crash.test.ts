import { once } from "node:events";
import { setTimeout as wait } from "node:timers/promises";
import { expect, test } from "vitest";
import { createDataDir, rows, startTestEngine } from "../test/running-engine.ts";
import { startProcess } from "../test/start-process.ts";
import type { ImportResult } from "./import.ts";

const HEADERS = { authorization: "Bearer local" };
const SECOND = Math.floor(Date.UTC(2026, 10, 20) / 1000);

function toNative(id: number): string {
  const dataset = [...Buffer.from("natives")];
  return JSON.stringify({ dataset, timestamp: `${SECOND}000000000`, double1: id });
}

test("loses nothing that it said was stored, when it is killed in the middle of writing", async () => {
  const dataDir = createDataDir();
  const { child, line: url } = await startProcess(dataDir);
  const acknowledged: Record<string, number[]> = { imports: [], natives: [] };
  let sent = 0;

  const importing = async () => {
    for (;;) {
      const ids = Array.from({ length: 50 }, () => sent++);
      const body = ids.map((id) => `{"timestamp":${SECOND},"double1":${id}}`).join("\n");
      const answer = await fetch(`${url}/import/imports`, { method: "POST", headers: HEADERS, body });
      const { accepted } = (await answer.json()) as ImportResult;
      if (accepted === ids.length) acknowledged.imports?.push(...ids);
    }
  };
  const writing = async () => {
    for (;;) {
      const ids = Array.from({ length: 50 }, () => sent++);
      await Promise.all(ids.map((id) => fetch(`${url}/`, { method: "POST", body: toNative(id) })));
      if ((await fetch(`${url}/flush`, { method: "POST", headers: HEADERS })).ok)
        acknowledged.natives?.push(...ids);
    }
  };
  const running = Promise.allSettled([importing(), importing(), writing()]);
  await wait(2_000);
  child.kill("SIGKILL");
  await Promise.all([running, once(child, "exit")]);

  const engine = await startTestEngine({ dataDir });
  for (const [dataset, ids] of Object.entries(acknowledged)) {
    const stored = (await rows(engine, `SELECT double1 AS id FROM ${dataset}`)).map(({ id }) => Number(id));
    expect(ids.length).toBeGreaterThan(100);
    expect(ids.filter((id) => !new Set(stored).has(id))).toEqual([]);
    expect(new Set(stored).size).toBe(stored.length);
  }
});

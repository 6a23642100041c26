import { once } from "node:events";
import { expect, test } from "vitest";
import { createDataDir, rows, startTestEngine } from "../test/running-engine.ts";
import { startProcess } from "../test/start-process.ts";
import { startWorkers } from "../test/worker.ts";

const PER_INVOCATION = 250;
const INVOCATIONS = 400;
const CONCURRENT = 8;

const SOURCE = `export default {
  fetch(request, env) {
    const first = Number(new URL(request.url).searchParams.get("first"));
    for (let id = first; id < first + ${PER_INVOCATION}; id++) {
      env.LEADS.writeDataPoint({ indexes: ["site-" + (id % 7)], blobs: ["point " + id], doubles: [id] });
    }
    return new Response("ok");
  },
};`;

interface Health {
  points: number;
}

test("has all of 100,000 points that a Worker wrote, after the engine was killed and started again", async () => {
  const dataDir = createDataDir();
  const { child, line: url } = await startProcess(dataDir);
  const address = new URL(url).host;
  const worker = startWorkers({ address }, [{ name: "site", source: SOURCE, datasets: { LEADS: "leads" } }]);
  const firsts = Array.from({ length: INVOCATIONS }, (_, invocation) => invocation * PER_INVOCATION);
  const write = async () => {
    for (let first = firsts.pop(); first !== undefined; first = firsts.pop()) {
      const answer = await worker.dispatchFetch(`http://localhost/?first=${first}`);
      expect(await answer.text()).toBe("ok");
    }
  };
  await Promise.all(Array.from({ length: CONCURRENT }, write));
  const stored = async () => ((await (await fetch(`${url}/healthz`)).json()) as Health).points;
  await expect.poll(stored, { timeout: 120_000, interval: 200 }).toBe(PER_INVOCATION * INVOCATIONS);
  child.kill("SIGKILL");
  await once(child, "exit");

  const engine = await startTestEngine({ dataDir });
  const counted =
    "SELECT count() AS n, count(DISTINCT double1) AS ids, sum(double1) AS s, max(double1) AS last FROM leads";
  expect(await rows(engine, counted)).toEqual([
    { n: "100000", ids: "100000", s: 4_999_950_000, last: 99_999 },
  ]);
}, 180_000);

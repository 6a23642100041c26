import { expect, test } from "vitest";
import { createDataDir, rows, startTestEngine } from "../test/running-engine.ts";
import { settle, startWorkers } from "../test/worker.ts";

const MANY = `export default {
  fetch(request, env) {
    for (let i = 0; i < 250; i++) {
      env.LEADS.writeDataPoint({ indexes: ["site-" + (i % 2)], blobs: ["hero", null, "n" + i], doubles: [i] });
    }
    return new Response("ok");
  },
};`;

test("stores every point that a Worker writes and forgets about", async () => {
  const engine = await startTestEngine();
  const worker = startWorkers(engine, [{ name: "site", source: MANY, datasets: { LEADS: "leads" } }]);
  await (await worker.dispatchFetch("http://localhost/")).text();
  await settle(engine, 250);

  const counted =
    "SELECT index1, SUM(_sample_interval) AS n, sum(double1) AS s FROM leads GROUP BY index1 ORDER BY index1";
  expect(await rows(engine, counted)).toEqual([
    { index1: "site-0", n: "125", s: 15500 },
    { index1: "site-1", n: "125", s: 15625 },
  ]);
  expect(await rows(engine, "SELECT blob1, blob2, blob3 FROM leads WHERE double1 = 7")).toEqual([
    { blob1: "hero", blob2: "", blob3: "n7" },
  ]);
});

test("keeps a Worker's points over a restart of the engine", async () => {
  const dataDir = createDataDir();
  const first = await startTestEngine({ dataDir });
  const worker = startWorkers(first, [{ name: "site", source: MANY, datasets: { LEADS: "leads" } }]);
  await (await worker.dispatchFetch("http://localhost/")).text();
  await settle(first, 250);
  await first.close();

  const second = await startTestEngine({ dataDir });
  expect(await rows(second, "SELECT count() AS n FROM leads")).toEqual([{ n: "250" }]);
  expect(second.stats().points).toBe(250);
});

test("keeps two Workers' two datasets apart and lets them share one", async () => {
  const source = (leads: string, clicks: string) => `export default {
    fetch(request, env) {
      for (let i = 0; i < 40; i++) env.${leads}.writeDataPoint({ indexes: ["${leads}"] });
      for (let i = 0; i < 30; i++) env.${clicks}.writeDataPoint({ indexes: ["${clicks}"] });
      return new Response("ok");
    },
  };`;
  const engine = await startTestEngine();
  const workers = startWorkers(engine, [
    { name: "one", source: source("A", "B"), datasets: { A: "leads", B: "clicks" } },
    { name: "two", source: source("C", "D"), datasets: { C: "leads", D: "views" } },
  ]);
  const [one, two] = await Promise.all([workers.getWorker("one"), workers.getWorker("two")]);
  await Promise.all([one.fetch("http://localhost/"), two.fetch("http://localhost/")]);
  await settle(engine, 140);

  const perIndex = "SELECT index1, count() AS n FROM leads GROUP BY index1 ORDER BY index1";
  expect(await rows(engine, perIndex)).toEqual([
    { index1: "A", n: "40" },
    { index1: "C", n: "40" },
  ]);
  expect(await rows(engine, "SELECT count() AS n, argMax(index1, timestamp) AS i FROM clicks")).toEqual([
    { n: "30", i: "B" },
  ]);
  expect(await rows(engine, "SELECT count() AS n FROM views")).toEqual([{ n: "30" }]);
  expect(await rows(engine, "SHOW TABLES")).toEqual([
    { name: "clicks" },
    { name: "leads" },
    { name: "views" },
  ]);
});

const ODD = `export default {
  fetch(request, env) {
    const blobs = [
      42, true, null, undefined, "tab\\tand\\nline\\\\end", "half \\ud83d pair", "नमस्ते 🙂",
      new TextEncoder().encode("bytes").buffer, new Uint8Array([104, 105]), {},
    ];
    env.LEADS.writeDataPoint({ indexes: ["ü".repeat(48)], blobs, doubles: [NaN, Infinity, -Infinity, null, 0.1, -1e300] });
    env.LEADS.writeDataPoint();
    env.LEADS.writeDataPoint(null);
    env.LEADS.writeDataPoint({ indexes: [] });
    env.LEADS.writeDataPoint({ indexes: [null], timestamp: 123 });
    return new Response("ok");
  },
};`;

test("stores odd values as workerd coerces them", async () => {
  const engine = await startTestEngine();
  const worker = startWorkers(engine, [{ name: "site", source: ODD, datasets: { LEADS: "leads" } }]);
  await (await worker.dispatchFetch("http://localhost/")).text();
  await settle(engine, 5);

  const [odd] = await rows(engine, "SELECT * FROM leads ORDER BY index1 DESC LIMIT 1");
  const { timestamp, ...values } = Object.fromEntries(
    Object.entries(odd ?? {}).filter(([name]) => !/^(blob1\d|blob20|double([7-9]|1\d|20))$/.test(name)),
  );
  expect(timestamp).toMatch(/^\d{4}-\d\d-\d\d \d\d:\d\d:\d\d$/);
  expect(values).toMatchInlineSnapshot(`
    {
      "_sample_interval": 1,
      "blob1": "42",
      "blob2": "true",
      "blob3": "",
      "blob4": "",
      "blob5": "tab	and
    line\\end",
      "blob6": "half � pair",
      "blob7": "नमस्ते 🙂",
      "blob8": "bytes",
      "blob9": "hi",
      "dataset": "leads",
      "double1": null,
      "double2": null,
      "double3": null,
      "double4": 0,
      "double5": 0.1,
      "double6": -1e+300,
      "index1": "üüüüüüüüüüüüüüüüüüüüüüüüüüüüüüüüüüüüüüüüüüüüüüüü",
    }
  `);
  expect(await rows(engine, "SELECT blob10 FROM leads WHERE blob1 = '42'")).toEqual([
    { blob10: "[object Object]" },
  ]);
  const infinite = "SELECT count() AS n FROM leads WHERE double2 > 1000000.0 AND double3 < 0.0 - 1000000.0";
  expect(await rows(engine, infinite)).toEqual([{ n: "1" }]);
  expect(await rows(engine, "SELECT count() AS n FROM leads WHERE index1 = '' AND double1 = 0")).toEqual([
    { n: "4" },
  ]);
});

test("a Worker goes on while no engine runs, and its later points arrive again", async () => {
  const first = await startTestEngine();
  const { port } = first;
  const log: string[] = [];
  const sources = [{ name: "site", source: MANY, datasets: { LEADS: "leads" } }];
  const worker = startWorkers(first, sources, (message) => log.push(message));
  await first.close();
  const write = async () => (await worker.dispatchFetch("http://localhost/")).text();
  expect(await write()).toBe("ok");
  const lost = () =>
    log.reduce((sum, message) => sum + Number(/points lost: (\d+)/.exec(message)?.[1] ?? 0), 0);
  await expect.poll(lost, { timeout: 5_000 }).toBe(250);

  const second = await startTestEngine({ port });
  expect(await write()).toBe("ok");
  await settle(second, 250);
  expect(second.stats().points).toBe(250);
});

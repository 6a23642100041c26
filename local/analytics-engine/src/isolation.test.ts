import { expect, test } from "vitest";
import { ask, NOON, send, startTestEngine } from "../test/running-engine.ts";

const FORMATS = ["JSON", "JSONEachRow", "TabSeparated"];
const TIMESTAMP = NOON / 1000 - 60;

// These begin to write their answer before they meet the text that cannot be read.
const FAILING = [
  "SELECT max(toUInt32(blob7)) AS secret FROM leads",
  "SELECT blob1 AS secret, toUInt32(if(double1 < 2990.0, '1', blob7)) AS n FROM leads",
];

test("keeps answers apart while hundreds of good and failing queries run at once", async () => {
  const engine = await startTestEngine({ now: () => NOON });
  const points = Array.from({ length: 3000 }, (_, i) => ({
    timestamp: TIMESTAMP,
    blob1: `row ${i}`,
    double1: i,
  }));
  await send(engine, "leads", points);

  const runs = Array.from({ length: 400 }, async (_, run) => {
    const format = FORMATS[run % FORMATS.length] ?? "JSON";
    if (run % 4 === 0) {
      const failing = FAILING[(run / 4) % FAILING.length] ?? "";
      expect((await ask(engine, `${failing} FORMAT ${format}`)).status).toBe(422);
      return;
    }
    const sql = `SELECT ${run} AS run, count() AS n FROM leads FORMAT ${format}`;
    const { status, text } = await ask(engine, sql);
    expect(status).toBe(200);
    if (format === "JSON") expect(JSON.parse(text).data).toEqual([{ run, n: "3000" }]);
    else expect(text).toBe(format === "JSONEachRow" ? `{"run":${run},"n":"3000"}\n` : `${run}\t3000\n`);
  });
  await Promise.all(runs);
});

test("answers rightly at once after each kind of run-time failure, in every format", async () => {
  const engine = await startTestEngine({ now: () => NOON });
  await send(engine, "leads", [{ timestamp: TIMESTAMP, blob1: "secret", double1: 2990 }]);
  const expected: Record<string, string> = {};
  for (const format of FORMATS) {
    expected[format] = (await ask(engine, `SELECT count() AS n FROM leads FORMAT ${format}`)).text;
  }
  for (const failing of [...FAILING, "SELECT intDiv(_sample_interval, 0) AS n FROM leads"]) {
    for (const bad of FORMATS) {
      for (const good of FORMATS) {
        expect((await ask(engine, `${failing} FORMAT ${bad}`)).status).toBe(422);
        const { text } = await ask(engine, `SELECT count() AS n FROM leads FORMAT ${good}`);
        expect(text).toBe(expected[good]);
      }
    }
  }
});

test("writes during failing queries are all stored", async () => {
  const engine = await startTestEngine({ now: () => NOON });
  await send(engine, "leads", [{ timestamp: TIMESTAMP, blob1: "x" }]);
  const failing = Array.from({ length: 60 }, () => ask(engine, FAILING[0] ?? ""));
  const writes = Array.from({ length: 20 }, () => send(engine, "leads", [{ timestamp: TIMESTAMP }]));
  await Promise.all([...failing, ...writes]);
  expect(engine.stats().points).toBe(21);
});

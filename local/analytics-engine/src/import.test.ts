import fc from "fast-check";
import { expect, test } from "vitest";
import { NOON, rows, send, startTestEngine } from "../test/running-engine.ts";
import type { ImportResult } from "./import.ts";

const COLUMNS = { leads: { project: "blob1", score: "double2", event_type: "blob20" } };

test("takes slots or column names, and the project as index where names are known", async () => {
  const engine = await startTestEngine({ now: () => NOON, columns: COLUMNS });
  const answer = await send(engine, "leads", [
    { timestamp: "2026-11-20T09:30:00+05:30", project: "acme", score: 40, event_type: "primary" },
    { timestamp: 1795150000, blob1: "beta", double2: null, blob20: null, _sample_interval: 10 },
    "",
    { timestamp: "2026-11-20T09:30:00.9Z", project: "gamma", index1: "other" },
  ]);
  expect(await answer.json()).toEqual({ accepted: 3, rejected: [] });
  const sql =
    "SELECT timestamp, _sample_interval, index1, blob1, double2, blob20 FROM leads ORDER BY timestamp";
  expect(await rows(engine, sql)).toMatchInlineSnapshot(`
    [
      {
        "_sample_interval": 1,
        "blob1": "acme",
        "blob20": "primary",
        "double2": 40,
        "index1": "acme",
        "timestamp": "2026-11-20 04:00:00",
      },
      {
        "_sample_interval": 10,
        "blob1": "beta",
        "blob20": "",
        "double2": 0,
        "index1": "beta",
        "timestamp": "2026-11-20 04:46:40",
      },
      {
        "_sample_interval": 1,
        "blob1": "gamma",
        "blob20": "",
        "double2": 0,
        "index1": "other",
        "timestamp": "2026-11-20 09:30:00",
      },
    ]
  `);
});

test("leaves the index empty where no names are known", async () => {
  const engine = await startTestEngine({ now: () => NOON, columns: COLUMNS });
  await send(engine, "other", [{ timestamp: NOON / 1000, blob1: "acme" }]);
  expect(await rows(engine, "SELECT index1, blob1 FROM other")).toEqual([{ index1: "", blob1: "acme" }]);
});

test("rejects lines one by one, each with its number and reason", async () => {
  const engine = await startTestEngine({ now: () => NOON, columns: COLUMNS });
  const timestamp = NOON / 1000;
  const answer = await send(engine, "leads", [
    { timestamp },
    { blob1: "no time" },
    { timestamp: "2026-11-20 09:30:00" },
    { timestamp: "2026-02-30T00:00:00Z" },
    { timestamp: NOON },
    { timestamp: timestamp + 3600 },
    { timestamp: 12 },
    { timestamp, colour: "red" },
    { timestamp, project: "a", blob1: "b" },
    { timestamp, project: 7 },
    { timestamp, score: "40" },
    { timestamp, _sample_interval: 0 },
    { timestamp, index1: "ü".repeat(49) },
    { timestamp, blob2: "ü".repeat(8001) },
    "[1]",
    '{"timestamp":',
    { timestamp, blob21: "x" },
  ]);
  expect(await answer.json()).toMatchInlineSnapshot(`
    {
      "accepted": 1,
      "rejected": [
        {
          "line": 2,
          "reason": "timestamp is missing",
        },
        {
          "line": 3,
          "reason": "timestamp must be ISO 8601 with an offset (2026-11-20T09:30:00+05:30) or epoch seconds",
        },
        {
          "line": 4,
          "reason": "timestamp must be ISO 8601 with an offset (2026-11-20T09:30:00+05:30) or epoch seconds",
        },
        {
          "line": 5,
          "reason": "timestamp looks like milliseconds; give epoch seconds",
        },
        {
          "line": 6,
          "reason": "timestamp is in the future",
        },
        {
          "line": 7,
          "reason": "timestamp is before 2000-01-01T00:00:00Z, the earliest accepted",
        },
        {
          "line": 8,
          "reason": "unknown key "colour"",
        },
        {
          "line": 9,
          "reason": "blob1 is given twice",
        },
        {
          "line": 10,
          "reason": "project (blob1) must be a string",
        },
        {
          "line": 11,
          "reason": "score (double2) must be a finite number",
        },
        {
          "line": 12,
          "reason": "_sample_interval must be a whole number of at least 1",
        },
        {
          "line": 13,
          "reason": "index1 is longer than 96 bytes",
        },
        {
          "line": 14,
          "reason": "the blobs together are larger than 16000 bytes",
        },
        {
          "line": 15,
          "reason": "not a JSON object",
        },
        {
          "line": 16,
          "reason": "not valid JSON",
        },
        {
          "line": 17,
          "reason": "unknown key "blob21"",
        },
      ],
    }
  `);
  expect(engine.stats().points).toBe(1);
});

test("stores any text and any finite number unchanged", async () => {
  const engine = await startTestEngine({ now: () => NOON });
  const values = fc.record({
    text: fc.string({ unit: "binary" }),
    number: fc.double({ noNaN: true, noDefaultInfinity: true }),
  });
  const sample = [
    { text: "\\N", number: 0.1 },
    { text: "tab\tline\nend\r\\n \\ \u0000 quote' \"", number: -1.7976931348623157e308 },
    { text: "नमस्ते 🙂 \ud83d", number: 5e-324 },
    ...fc.sample(values, { numRuns: 500, seed: 1 }),
  ];
  const lines = sample.map(({ text, number }, i) => ({
    timestamp: NOON / 1000 - i,
    blob1: text,
    double1: number,
  }));
  expect(await (await send(engine, "leads", lines)).json()).toEqual({
    accepted: sample.length,
    rejected: [],
  });
  const stored = await rows(engine, "SELECT timestamp, blob1, double1 FROM leads ORDER BY timestamp DESC");
  expect(stored.map(({ blob1 }) => blob1)).toEqual(sample.map(({ text }) => text.toWellFormed()));
  expect(stored.map(({ double1 }) => double1)).toEqual(sample.map(({ number }) => number + 0));
});

test("imports across many years in one go", async () => {
  const engine = await startTestEngine({ now: () => NOON });
  const lines = Array.from({ length: 300 }, (_, month) => ({
    timestamp: Math.floor(Date.UTC(2001, month, 15) / 1000),
  }));
  expect(await (await send(engine, "leads", lines)).json()).toEqual({ accepted: 300, rejected: [] });
});

test("takes a hundred thousand lines as they stream in", async () => {
  const engine = await startTestEngine({ now: () => NOON });
  const encoder = new TextEncoder();
  let line = 0;
  const body = new ReadableStream({
    pull(controller) {
      if (line >= 100_000) return controller.close();
      const lines = Array.from({ length: 1000 }, () => `{"timestamp":${NOON / 1000},"double1":${line++}}\n`);
      controller.enqueue(encoder.encode(lines.join("")));
    },
  });
  const headers = { authorization: "Bearer local" };
  const answer = await fetch(`${engine.url}/import/leads`, { method: "POST", headers, body, duplex: "half" });
  expect(await answer.json()).toEqual({ accepted: 100_000, rejected: [] });
  const sql = "SELECT count() AS n, sum(double1) AS s FROM leads";
  expect(await rows(engine, sql)).toEqual([{ n: "100000", s: 4_999_950_000 }]);
});

test("lists the first thousand reasons and counts the rest", async () => {
  const engine = await startTestEngine({ now: () => NOON });
  const sent = await send(engine, "leads", Array(1500).fill("nonsense"));
  const answer = (await sent.json()) as ImportResult;
  expect([answer.accepted, answer.rejected.length, answer.rejected_total]).toEqual([0, 1000, 1500]);
});

test("refuses a dataset name that cannot be one", async () => {
  const engine = await startTestEngine({ now: () => NOON });
  expect((await send(engine, "my-leads", [])).status).toBe(400);
  expect((await send(engine, "1st", [])).status).toBe(400);
});

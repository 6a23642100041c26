import { expect, test } from "vitest";
import { rows, startTestEngine } from "../test/running-engine.ts";
import { settle, startWorkers } from "../test/worker.ts";

const REFUSED = `
const attempts = {
  "two indexes": { indexes: ["a", "b"] },
  "21 blobs": { blobs: Array(21).fill("x") },
  "21 doubles": { doubles: Array(21).fill(1) },
  "97 bytes of index": { indexes: ["é".repeat(48) + "x"] },
  "16,001 bytes of blobs": { blobs: ["é".repeat(8000), "x"] },
  "16,001 bytes in buffers": { blobs: [new ArrayBuffer(16000), new Uint8Array(1)] },
  "16,001 bytes after coercion": { blobs: ["x".repeat(15997), 12345] },
  "blobs not an array": { blobs: "text" },
  "a BigInt double": { doubles: [1n] },
  "everything at its limit": {
    indexes: ["é".repeat(48)], blobs: ["é".repeat(8000), ...Array(19).fill(null)], doubles: Array(20).fill(1),
  },
};
export default {
  fetch(request, env) {
    const outcomes = Object.entries(attempts).map(([name, point]) => {
      try {
        return [name, String(env.LEADS.writeDataPoint(point))];
      } catch (error) {
        return [name, error.constructor.name + ": " + error.message];
      }
    });
    return Response.json(Object.fromEntries(outcomes));
  },
};`;

test("throws at once, with production's words, on what production refuses", async () => {
  const engine = await startTestEngine();
  const worker = startWorkers(engine, [{ name: "site", source: REFUSED, datasets: { LEADS: "leads" } }]);
  const outcomes = await (await worker.dispatchFetch("http://localhost/")).json();
  expect(outcomes).toMatchInlineSnapshot(`
    {
      "16,001 bytes after coercion": "TypeError: writeDataPoint(): Cumulative size of blobs exceeds 16000 bytes).",
      "16,001 bytes in buffers": "TypeError: writeDataPoint(): Cumulative size of blobs exceeds 16000 bytes).",
      "16,001 bytes of blobs": "TypeError: writeDataPoint(): Cumulative size of blobs exceeds 16000 bytes).",
      "21 blobs": "TypeError: writeDataPoint(): Maximum of 20 blobs supported.",
      "21 doubles": "TypeError: writeDataPoint(): Maximum of 20 doubles supported.",
      "97 bytes of index": "TypeError: writeDataPoint(): Size of indexes[0] exceeds 96 bytes).",
      "a BigInt double": "TypeError: Cannot convert a BigInt value to a number",
      "blobs not an array": "TypeError: Incorrect type for the 'blobs' field on 'AnalyticsEngineEvent': the provided value is not of type 'Array'.",
      "everything at its limit": "undefined",
      "two indexes": "TypeError: writeDataPoint(): Maximum of 1 indexes supported.",
    }
  `);
  await settle(engine, 1);
  expect(await rows(engine, "SELECT count() AS n FROM leads")).toEqual([{ n: "1" }]);
});

const TOO_MANY = `
const write = (env, points, binding = "LEADS") => {
  for (let written = 0; written < points; written++) {
    try {
      env[binding].writeDataPoint({ doubles: [written] });
    } catch (error) {
      return written + " " + error.constructor.name + ": " + error.message;
    }
  }
  return "all";
};
export default {
  async fetch(request, env, ctx) {
    const first = write(env, 200);
    await scheduler.wait(5);
    const others = write(env, 49, "CLICKS");
    await new Promise((resolve) => setTimeout(resolve, 5));
    const later = new Promise((resolve) => ctx.waitUntil(scheduler.wait(5).then(() => resolve(write(env, 9)))));
    return Response.json([first, others, await later]);
  },
};`;

test("throws from the 251st point of an invocation on, over all datasets and awaits", async () => {
  const engine = await startTestEngine();
  const datasets = { LEADS: "leads", CLICKS: "clicks" };
  const worker = startWorkers(engine, [{ name: "site", source: TOO_MANY, datasets }]);
  const outcomes = await Promise.all(
    Array.from({ length: 3 }, async () => (await worker.dispatchFetch("http://localhost/")).json()),
  );
  const expected = ["all", "all", "1 Error: Analytics Engine write limit exceeded."];
  expect(outcomes).toEqual([expected, expected, expected]);
  await settle(engine, 750);
  expect(engine.stats().received).toBe(750);
});

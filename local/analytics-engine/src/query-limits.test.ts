import { expect, test } from "vitest";
import { ask, NOON, rows, send, startTestEngine } from "../test/running-engine.ts";
import { toSentence } from "./sql-error.ts";

test("refuses an answer beyond reason, also of empty columns, and goes on", async () => {
  const engine = await startTestEngine({ now: () => NOON });
  await send(engine, "leads", [`{"timestamp":${NOON / 1000}}\n`.repeat(200_001)]);
  const { status, text } = await ask(engine, "SELECT double1 FROM leads FORMAT TabSeparated");
  expect([status, text]).toEqual([
    422,
    "Input was invalid: the answer has more than 200000 rows or 100 MB, use LIMIT or a coarser GROUP BY",
  ]);
  const inner = "SELECT count() AS n FROM (SELECT double1 FROM leads)";
  expect(await rows(engine, inner)).toEqual([{ n: "200001" }]);
  engine.set({ maxRows: 100 });
  expect((await rows(engine, "SELECT double1 FROM leads")).length).toBe(100);
});

test("says which limit ended a query", () => {
  const sentences = [159, 241, 396].map((code) => toSentence(new Error(`Code: ${code}. DB::Exception: x`)));
  expect(sentences).toMatchInlineSnapshot(`
    [
      "the query took longer than 10 seconds, use a shorter range or a coarser GROUP BY",
      "the query needs more than 2 GB of memory, use a shorter range or a coarser GROUP BY",
      "the answer has more than 200000 rows or 100 MB, use LIMIT or a coarser GROUP BY",
    ]
  `);
});

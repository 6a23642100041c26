import fc from "fast-check";
import { expect, test } from "vitest";
import { toJsonParts } from "./export-json.ts";
import { toTextStream } from "./export-stream.ts";

test("the parts of any answer make the text JSON.stringify would make", () => {
  fc.assert(
    fc.property(fc.anything({ withSparseArray: false }), (value) => {
      const plain: unknown = JSON.parse(JSON.stringify(value) ?? "null");
      expect([...toJsonParts(plain)].join("")).toBe(JSON.stringify(plain));
    }),
  );
});

test("members without a value are left out, as JSON does", () => {
  const value = { a: undefined, b: { c: undefined, d: [undefined, 1] } };
  expect([...toJsonParts(value)].join("")).toBe(JSON.stringify(value));
});

test("rows are made only as they are read", async () => {
  let made = 0;
  const parts = (function* () {
    for (; made < 10_000; made++) yield "x".repeat(100);
  })();
  const reader = toTextStream(parts).getReader();
  const first = await reader.read();
  expect(first.value?.byteLength).toBeLessThan(20_000);
  expect(made).toBeLessThan(500);
  await reader.cancel();
  expect(made).toBeLessThan(500);
});

test("a stream holds every part in order, whatever their sizes", async () => {
  await fc.assert(
    fc.asyncProperty(fc.array(fc.string({ unit: "grapheme", maxLength: 30_000 })), async (parts) => {
      expect(await new Response(toTextStream(parts)).text()).toBe(parts.join("").replace(/^\uFEFF/, ""));
    }),
  );
});

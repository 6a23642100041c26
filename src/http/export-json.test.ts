import fc from "fast-check";
import { expect, test } from "vitest";
import { toJsonParts } from "./export-json.ts";
import { toTextBody } from "./export-stream.ts";

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

test("a short answer is one text", () => {
  expect(toTextBody(["a", "b"])).toBe("ab");
  expect(toTextBody([])).toBe("");
});

test("rows of a long answer are made only as they are read", async () => {
  let made = 0;
  const parts = (function* () {
    for (; made < 100_000; made++) yield "x".repeat(100);
  })();
  const body = toTextBody(parts);
  if (typeof body === "string") throw new Error("it came as one text");
  const reader = body.getReader();
  const first = await reader.read();
  expect(first.value?.byteLength).toBeLessThan(300_000);
  expect(made).toBeLessThan(4_000);
  await reader.cancel();
  expect(made).toBeLessThan(4_000);
});

test("a body holds every part in order, whatever their sizes", async () => {
  await fc.assert(
    fc.asyncProperty(
      fc.array(fc.string({ unit: "grapheme", maxLength: 30_000 })),
      fc.constantFrom(1, 20),
      async (parts, times) => {
        const all = parts.map((part) => part.repeat(times));
        expect(await new Response(toTextBody(all)).text()).toBe(all.join("").replace(/^\uFEFF/, ""));
      },
    ),
    { numRuns: 50 },
  );
});

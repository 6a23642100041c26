import fc from "fast-check";
import { expect, test } from "vitest";
import { type TextLine, toTextLines } from "./text-lines.ts";

async function collect(chunks: Uint8Array[], maxLength: number): Promise<TextLine[]> {
  const source = (async function* () {
    yield* chunks;
  })();
  const lines: TextLine[] = [];
  for await (const some of toTextLines(source, maxLength)) lines.push(...some);
  return lines;
}

function cut(text: string, sizes: number[]): Uint8Array[] {
  const bytes = Buffer.from(text);
  const chunks: Uint8Array[] = [];
  for (let at = 0, turn = 0; at < bytes.length; turn++) {
    const size = sizes[turn % sizes.length] ?? 1;
    chunks.push(bytes.subarray(at, at + size));
    at += size;
  }
  return chunks;
}

test("gives the same lines however the bytes are cut", async () => {
  const line = fc
    .string({ unit: "grapheme", maxLength: 12 })
    .map((text) => text.replaceAll(/[\n\ufffd]/g, ""));
  const sizes = fc.array(fc.integer({ min: 1, max: 9 }), { minLength: 1, maxLength: 5 });
  await fc.assert(
    fc.asyncProperty(fc.array(line), sizes, async (lines, cuts) => {
      const text = lines.map((one) => `${one}\n`).join("");
      expect(await collect(cut(text, cuts), 1000)).toEqual(lines.map((one) => one.toWellFormed()));
    }),
  );
});

test("gives the last line also without its end", async () => {
  expect(await collect(cut("one\ntwo", [2]), 10)).toEqual(["one", "two"]);
});

test("puts null where a line is too long and goes on after it", async () => {
  for (const size of [1, 3, 100]) {
    expect(await collect(cut(`a\n${"x".repeat(50)}\nb\n${"y".repeat(50)}`, [size]), 10)).toEqual([
      "a",
      null,
      "b",
      null,
    ]);
  }
});

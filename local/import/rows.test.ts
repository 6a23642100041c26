import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import fc from "fast-check";
import { afterAll, describe, expect, test } from "vitest";
import type { Row } from "./row.ts";
import { readHeaders, readRows } from "./rows.ts";
import { openSource, type SourceOptions } from "./source.ts";

const folder = mkdtempSync(join(tmpdir(), "import-rows-"));
afterAll(() => rmSync(folder, { recursive: true }));

let files = 0;
function write(content: string | Uint8Array): string {
  const file = join(folder, `${files++}.csv`);
  writeFileSync(file, content);
  return file;
}

async function read(content: string | Uint8Array, options: SourceOptions = {}) {
  const source = await openSource(write(content), options);
  const rows: Row[] = [];
  for await (const row of readRows(source)) rows.push(row);
  const shown = rows.map((row) =>
    "cells" in row ? [row.line, Object.fromEntries(row.cells)] : [row.line, row.reason],
  );
  return { source, shown };
}

describe("a CSV file", () => {
  test.each([",", ";", "\t", "|"])("with %j between columns is recognised", async (d) => {
    const { source, shown } = await read(`a${d}b b${d}"x,;|y"\n1${d}"2${d}2"${d}3\n`);
    expect(source).toMatchObject({ format: "csv", delimiter: d, encoding: "utf-8" });
    expect(shown).toEqual([[2, { a: "1", "b b": `2${d}2`, "x,;|y": "3" }]]);
  });

  test("keeps line numbers over quoted line breaks, Windows line ends and empty lines", async () => {
    const { shown } = await read('\ufeffa,b\r\n1,"x\r\ny"\r\n\r\n2,"say ""hi"""\r\n3,in "quotes" here');
    expect(shown).toEqual([
      [2, { a: "1", b: "x\ny" }],
      [5, { a: "2", b: 'say "hi"' }],
      [6, { a: "3", b: 'in "quotes" here' }],
    ]);
  });

  test("reports rows that do not fit the header instead of shifting them", async () => {
    const { shown } = await read("a,b\n1\n1,2,3\n4,5\n");
    expect(shown).toEqual([
      [2, "the row has 1 columns, the header has 2"],
      [3, "the row has 3 columns, the header has 2"],
      [4, { a: "4", b: "5" }],
    ]);
  });

  test("gives empty and repeated headers a name of their own", async () => {
    const { shown } = await read("a,,a\n1,2,3\n");
    expect(shown).toEqual([[2, { a: "1", "column 2": "2", "a (2)": "3" }]]);
  });

  test("with a quote that never closes is refused with its place", async () => {
    await expect(read('a,b\n1,2\n3,"4\n5,6\n')).rejects.toThrow(
      "a quote that opens after line 2 is never closed",
    );
  });

  test("is read in the encoding of its byte order mark, or the one named", async () => {
    const utf16 = Buffer.concat([Buffer.from([0xff, 0xfe]), Buffer.from("a\tcity\n1\tMünchen\n", "utf16le")]);
    expect((await read(utf16)).shown).toEqual([[2, { a: "1", city: "München" }]]);
    const latin = Buffer.from("a;city\n1;München\n", "latin1");
    await expect(read(latin)).rejects.toThrow("is not written in utf-8");
    expect((await read(latin, { encoding: "windows-1252" })).shown).toEqual([
      [2, { a: "1", city: "München" }],
    ]);
    await expect(read("a", { encoding: "klingon" })).rejects.toThrow('--encoding: "klingon" is not known');
  });

  test("gives back whatever cells were written, quoted as RFC 4180 says", async () => {
    const cell = fc.string({ unit: fc.constantFrom("a", "é", '"', ",", ";", "\n", "\r\n", " ", "'", "\\") });
    await fc.assert(
      fc.asyncProperty(fc.array(fc.tuple(cell, cell), { minLength: 1, maxLength: 5 }), async (cells) => {
        const quoted = cells.map((row) => row.map((text) => `"${text.replaceAll('"', '""')}"`).join(","));
        const { shown } = await read(`"a","b"\r\n${quoted.join("\r\n")}\r\n`);
        const unix = (text: string) => text.replaceAll("\r\n", "\n");
        expect(shown.map(([, row]) => row)).toEqual(cells.map(([a, b]) => ({ a: unix(a), b: unix(b) })));
      }),
      { numRuns: 50 },
    );
  });
});

describe("an NDJSON file", () => {
  test("gives nested values and numbers as columns, and reports lines that are no object", async () => {
    const { source, shown } = await read(
      '{"date":"2022-12-31","utm":{"source":"g"},"n":3,"x":null}\n\n[1]\n{"date":\n',
    );
    expect(source.format).toBe("ndjson");
    expect(shown).toEqual([
      [1, { date: "2022-12-31", "utm.source": "g", n: "3", x: "" }],
      [3, "the line is not one JSON object"],
      [4, "the line is not one JSON object"],
    ]);
  });

  test("has every column that any line has", async () => {
    expect(await readHeaders(await openSource(write('{"a":1}\n{"b":2}\n'), {}))).toEqual(["a", "b"]);
  });
});

test.each([
  ["", "is empty"],
  ['[{"a":1}]', "is one JSON array"],
  ["PK\u0003\u0004", "is a spreadsheet or an archive"],
])("a file holding %j is refused with advice", async (content, message) => {
  await expect(openSource(write(content), {})).rejects.toThrow(message);
});

test("a file that is not there, or a folder, is one clear sentence", async () => {
  await expect(openSource(join(folder, "none.csv"), {})).rejects.toThrow("there is no file");
  await expect(openSource(folder, {})).rejects.toThrow("is a folder");
});

import { readFileSync } from "node:fs";
import { gzipSync } from "node:zlib";
import { expect, test } from "vitest";
import { buildFormScript, FORM_SCRIPT } from "../scripts/form-bundle.ts";
import { TAGS } from "../src/form/touch.ts";
import { CLICK_ID_FIELDS, UTM_FIELDS } from "../src/ingest/submission-fields.ts";

const MAX_GZIP_BYTES = 3072;
const script = readFileSync(FORM_SCRIPT, "utf8");

test("the script that is served is built from its source (npm run form)", async () => {
  expect(script).toBe(await buildFormScript());
});

test(`the script is smaller than ${MAX_GZIP_BYTES} bytes gzipped`, () => {
  const bytes = gzipSync(script).length;
  console.log(`lead.js: ${script.length} bytes, ${bytes} gzipped`);
  expect(bytes).toBeLessThan(MAX_GZIP_BYTES);
});

test("the script knows every tag that the server knows", () => {
  expect(TAGS).toEqual([...UTM_FIELDS, ...CLICK_ID_FIELDS]);
});

test("the script sets no cookie, and calls nothing that a content security policy forbids", () => {
  expect(script).not.toMatch(/cookie|\beval\b|new Function|innerHTML|document\.write/);
});

import { readFileSync } from "node:fs";
import { gzipSync } from "node:zlib";
import { expect, test } from "vitest";
import { buildFormScript, FORM_BUNDLE, toFormModule } from "../scripts/form-bundle.ts";
import { FORM_SCRIPT } from "../src/form/bundle.ts";
import { TAGS } from "../src/form/touch.ts";
import { createFormScriptRoutes } from "../src/http/form-script.ts";
import { CLICK_ID_FIELDS, UTM_FIELDS } from "../src/ingest/submission-fields.ts";

const MAX_GZIP_BYTES = 3072;

test("the script that is served is built from its source (npm run form)", async () => {
  expect(readFileSync(FORM_BUNDLE, "utf8")).toBe(toFormModule(await buildFormScript()));
});

test(`the script is smaller than ${MAX_GZIP_BYTES} bytes gzipped`, () => {
  const bytes = gzipSync(FORM_SCRIPT).length;
  console.log(`lead.js: ${FORM_SCRIPT.length} bytes, ${bytes} gzipped`);
  expect(bytes).toBeLessThan(MAX_GZIP_BYTES);
});

test("the script knows every tag that the server knows", () => {
  expect(TAGS).toEqual([...UTM_FIELDS, ...CLICK_ID_FIELDS]);
});

test("the script sets no cookie, and calls nothing that a content security policy forbids", () => {
  expect(FORM_SCRIPT).not.toMatch(/cookie|\beval\b|new Function|innerHTML|document\.write/);
});

test("the script is served to every site and kept by browsers until it changes", async () => {
  const routes = createFormScriptRoutes(FORM_SCRIPT);
  const answer = await routes.request("/lead.js?v=1");
  expect([answer.status, await answer.text()]).toEqual([200, FORM_SCRIPT]);
  const { etag, ...headers } = Object.fromEntries(answer.headers);
  expect(headers).toMatchInlineSnapshot(`
    {
      "access-control-allow-origin": "*",
      "cache-control": "public, max-age=86400, stale-while-revalidate=604800",
      "content-type": "text/javascript; charset=utf-8",
      "cross-origin-resource-policy": "cross-origin",
      "x-content-type-options": "nosniff",
    }
  `);
  const again = await routes.request("/lead.js", { headers: { "if-none-match": `W/${etag}` } });
  expect([again.status, await again.text(), again.headers.get("etag")]).toEqual([304, "", etag]);
  const other = await createFormScriptRoutes("other").request("/lead.js", {
    headers: { "if-none-match": String(etag) },
  });
  expect(other.status).toBe(200);
});

import { createHash } from "node:crypto";
import { readdirSync, readFileSync } from "node:fs";
import { resolve } from "node:path";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import type { Stack } from "../local/stack.ts";
import { toDashboardPolicy } from "../scripts/dashboard-bundle.ts";
import { startTestStack } from "./stack.ts";

const FOLDER = resolve(import.meta.dirname, "../public");
const HOUR = "public, max-age=3600";
const FILES = [
  ["/", "index.html", "text/html; charset=utf-8", "no-cache"],
  ["/openapi.json", "openapi.json", "application/json", HOUR],
  ["/docs", "docs.html", "text/html; charset=utf-8", HOUR],
  ["/chart", "chart.html", "text/html; charset=utf-8", HOUR],
  ["/llms.txt", "llms.txt", "text/plain; charset=utf-8", HOUR],
  [
    "/lead.js",
    "lead.js",
    "text/javascript; charset=utf-8",
    "public, max-age=86400, stale-while-revalidate=604800",
  ],
] as const;

test("nothing is served that nobody asked for", () => {
  expect(readdirSync(FOLDER).toSorted()).toEqual(["_headers", ...FILES.map(([, file]) => file)].toSorted());
});

describe("the files in front of the Worker", () => {
  let stack: Stack;
  beforeAll(async () => {
    stack = await startTestStack();
  }, 120_000);
  afterAll(() => stack.close());

  const ask = (path: string, init: RequestInit = {}) =>
    fetch(stack.url + path, { redirect: "manual", ...init });

  test.each(FILES)("%s is public, cacheable and any page's to read", async (path, file, type, cache) => {
    const { status, headers, ...answer } = await read(await ask(`${path}?v=1`));
    expect([status, answer.text]).toEqual([200, readFileSync(resolve(FOLDER, file), "utf8")]);
    expect(headers).toMatchObject({
      "content-type": type,
      "cache-control": cache,
      "x-content-type-options": "nosniff",
      "access-control-allow-origin": "*",
    });
  });

  test.each(FILES)("%s is only sent when it changed", async (path) => {
    const etag = (await ask(path)).headers.get("etag") ?? "";
    for (const known of [etag, `W/${etag}`]) {
      const again = await read(await ask(path, { headers: { "if-none-match": known } }));
      expect([again.status, again.text, again.headers.etag]).toEqual([304, "", etag]);
    }
    const other = await ask(path, { headers: { "if-none-match": '"other"' } });
    expect([other.status, (await other.text()).length > 1000]).toEqual([200, true]);
    const head = await read(await ask(path, { method: "HEAD" }));
    expect([head.status, head.text, head.headers.etag]).toEqual([200, "", etag]);
  });

  test.each(FILES)("%s takes nothing, as the description says", async (path) => {
    for (const method of ["POST", "PUT", "DELETE", "OPTIONS"]) {
      const { status, text } = await read(await ask(path, { method }));
      expect([method, status, text]).toEqual([method, 405, ""]);
    }
  });

  test("let the reference run nothing and load nothing but its own style", async () => {
    const { headers, text } = await read(await ask("/docs"));
    const [, style = ""] = /<style>(.*?)<\/style>/s.exec(text) ?? [];
    const hash = createHash("sha256").update(style).digest("base64");
    expect(headers).toMatchObject({
      "content-security-policy": `default-src 'none'; style-src 'sha256-${hash}'; base-uri 'none'; form-action 'none'; frame-ancestors 'none'`,
      "referrer-policy": "no-referrer",
    });
  });

  test("keep the chart page apart from this origin", async () => {
    const policy = (await ask("/chart")).headers.get("content-security-policy");
    expect(policy).toMatch(/^sandbox allow-scripts; default-src 'none'; .*frame-ancestors 'none'$/);
  });

  test("let pages that isolate themselves load the form script", async () => {
    expect((await ask("/lead.js")).headers.get("cross-origin-resource-policy")).toBe("cross-origin");
  });

  test("let the dashboard run its own script and ask its own origin, and nothing else", async () => {
    const { headers, text } = await read(await ask("/"));
    expect(headers["content-security-policy"]).toBe(toDashboardPolicy(text));
    expect(headers["referrer-policy"]).toBe("no-referrer");
  });

  test.each([
    ["/docs/", "/docs"],
    ["/docs.html", "/docs"],
    ["/index.html", "/"],
    ["/index", "/"],
  ])("%s leads to %s", async (path, target) => {
    const { status, headers } = await read(await ask(path));
    expect([status, headers.location]).toEqual([307, target]);
  });

  test.each(["/_headers", "/openapi"])("do not answer %s", async (path) => {
    const { status, text } = await read(await ask(path));
    expect([status, JSON.parse(text)]).toMatchObject([404, { code: "not_found" }]);
  });
});

async function read(response: Response) {
  const { status, headers } = response;
  return { status, headers: Object.fromEntries(headers), text: await response.text() };
}

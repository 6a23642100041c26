import { readFileSync } from "node:fs";
import { resolve } from "node:path";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { DEMO_KEYS } from "../local/seed.ts";
import type { Stack } from "../local/stack.ts";
import { toOpenApi } from "../src/http/openapi.ts";
import { type CurlRequest, readCurl } from "./curl.ts";
import { type Answer, readExamples } from "./markdown-examples.ts";
import { startTestStack } from "./stack.ts";

const ORIGIN = "http://localhost:8787";
const PAGES = ["README.md", "docs/api/README.md"].map(
  (path) => [path, readFileSync(resolve(import.meta.dirname, "..", path), "utf8")] as const,
);

const documented = PAGES.flatMap(([path, text]) =>
  readExamples(text, ORIGIN, DEMO_KEYS.marketing).map(
    (example) => [`${path}:${example.line}`, example] as const,
  ),
);

describe("the examples", () => {
  let stack: Stack;
  beforeAll(async () => {
    stack = await startTestStack({ demoData: true });
  }, 120_000);
  afterAll(() => stack.close());

  const send = ({ url, init }: CurlRequest) => {
    if (!url.startsWith(ORIGIN)) throw new TypeError(`${url} is not on ${ORIGIN}`);
    return fetch(stack.url + url.slice(ORIGIN.length), { ...init, redirect: "manual" });
  };

  test.each(documented)("of %s answer as documented", async (_place, example) => {
    const response = await send(example);
    const text = await response.text();
    if (example.status === undefined) expect([200, 201], text).toContain(response.status);
    else expect(response.status, text).toBe(example.status);
    if (example.answer !== undefined) expectAnswer(JSON.parse(text), example.answer);
  });

  const samples = Object.values(toOpenApi("0").paths).flatMap((methods) =>
    Object.values(methods).flatMap(({ "x-codeSamples": list = [], security }) =>
      list.map(({ label, source }) => ({ label, source, security })),
    ),
  );

  test.each(samples)("of the reference answer: $label", async ({ source, security }) => {
    const [role] = [security[0]?.bearer].flat();
    const key = DEMO_KEYS[(role ?? "marketing") as keyof typeof DEMO_KEYS];
    const response = await send(readCurl(source.replace("$URL", ORIGIN).replace("$KEY", key)));
    expect(response.ok, await response.text()).toBe(true);
  });
});

test("are found where they are written", () => {
  expect(documented.length).toBeGreaterThan(12);
  expect(documented.filter(([, { answer }]) => answer !== undefined)).toHaveLength(4);
});

/** What is shown whole must be there as shown; of what is shown in part, every name must be there. */
function expectAnswer(actual: unknown, { text, isWhole }: Answer): void {
  if (isWhole) expect(actual).toEqual(JSON.parse(text));
  const names = [...text.matchAll(/"(\w+)":/g)].map(([, name]) => `"${name}":`);
  expect(names.filter((name) => !JSON.stringify(actual).includes(name))).toEqual([]);
}

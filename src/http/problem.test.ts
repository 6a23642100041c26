import { Hono } from "hono/tiny";
import { describe, expect, test } from "vitest";
import { PROBLEM_CODES, Problem, type ProblemCode } from "../domain/errors.ts";
import { PROBLEM_ANSWER } from "./openapi-problem.ts";
import { createErrorHandler, toProblemResponse } from "./problem.ts";

async function errorsOf(code: ProblemCode, field: string): Promise<unknown> {
  const response = toProblemResponse(new Problem(code, "No.", { errors: [{ field, message: "wrong" }] }));
  return PROBLEM_ANSWER.parse(await response.json()).errors?.[0];
}

describe("a part of a request that is to blame is pointed at", () => {
  test.each<[ProblemCode, string, object]>([
    ["invalid_body", "email", { pointer: "#/email" }],
    ["invalid_body", "rules.blocked_countries.0", { pointer: "#/rules/blocked_countries/0" }],
    ["invalid_body", "a/b~c d", { pointer: "#/a~1b~0c%20d" }],
    ["invalid_body", "", { pointer: "#" }],
    ["unknown_project", "project", { pointer: "#/project" }],
    ["invalid_parameter", "group_by", { parameter: "group_by" }],
    ["too_many_cells", "bucket", { parameter: "bucket" }],
    ["invalid_body", "Idempotency-Key", { header: "Idempotency-Key" }],
    ["unsupported_media_type", "Content-Type", { header: "Content-Type" }],
    ["forbidden", "Origin", { header: "Origin" }],
    ["unauthorized", "site_key", {}],
  ])("%s of %j", async (code, field, place) => {
    expect(await errorsOf(code, field)).toEqual({ field, ...place, message: "wrong" });
  });
});

test.each(PROBLEM_CODES)("%s is sent as it is described", async (code) => {
  const response = toProblemResponse(new Problem(code, "Words.", { retryAfterS: 7 }));
  const body = PROBLEM_ANSWER.parse(await response.json());
  expect(body).toEqual({
    type: `urn:lead-stats:problem:${code}`,
    title: expect.any(String),
    status: response.status,
    code,
    detail: "Words.",
  });
  expect(Object.fromEntries(response.headers)).toMatchObject({
    "content-type": "application/problem+json",
    "retry-after": "7",
  });
});

describe("what nobody expected", () => {
  test.each([
    ["GET", "/admin/keys", "The request could not be finished; it is safe to try again."],
    ["POST", "/leads", "The request could not be finished; it is safe to try again."],
    [
      "POST",
      "/admin/keys",
      "The request could not be finished; see whether it took effect before you try again.",
    ],
  ])("at %s %s is logged, and answered without its words", async (method, path, detail) => {
    const logged: unknown[] = [];
    const app = new Hono();
    app.onError(createErrorHandler((event, fields) => void logged.push({ event, ...fields })));
    app.all("*", () => {
      throw new Error("inner words");
    });
    const response = await app.request(path, { method });
    expect([response.status, await response.json()]).toMatchObject([500, { code: "internal", detail }]);
    expect(logged).toEqual([{ event: "unexpected_error", path, error: "Error: inner words" }]);
  });
});

import { createConfig, lintFromString } from "@redocly/openapi-core";
import { describe, expect, test } from "vitest";
import { DIMENSION_NAMES } from "../src/domain/dataset.ts";
import { PROBLEM_CODES } from "../src/domain/errors.ts";
import { type DescribedOperation, toOpenApi } from "../src/http/openapi.ts";
import { MEANINGS } from "../src/http/openapi-meanings.ts";
import type { JsonObject } from "../src/http/openapi-types.ts";
import { STATS_REQUEST, SUMMARY_REQUEST, VALUES_REQUEST } from "../src/stats/request.ts";

const api = toOpenApi("1.2.3");

describe("the OpenAPI document", () => {
  test("gives a public linter's strictest rules nothing to say", async () => {
    const problems = await lintFromString({
      source: JSON.stringify(api),
      absoluteRef: "openapi.json",
      config: await createConfig({ extends: ["recommended-strict"] }),
    });
    expect(
      problems.map(({ ruleId, message, location }) => `${ruleId}: ${message} ${location[0]?.pointer}`),
    ).toEqual([]);
  });

  test.each([
    ["/analytics/lead-stats", STATS_REQUEST],
    ["/analytics/lead-stats/summary", SUMMARY_REQUEST],
    ["/analytics/lead-stats/values", VALUES_REQUEST],
  ] as const)("lists for %s every field of the question and a filter per dimension", (path, request) => {
    const names = listParameters(api.paths[path]?.get);
    const fields = Object.keys(request.shape).filter((name) => name !== "filters");
    expect(names.toSorted()).toEqual([...fields, ...DIMENSION_NAMES, "format", "bom"].toSorted());
  });

  test("says of every operation who may call it and how it can fail", () => {
    for (const [path, methods] of Object.entries(api.paths)) {
      for (const [method, { responses, security, summary }] of Object.entries(methods)) {
        expect(security, `${method} ${path}`).toBeInstanceOf(Array);
        expect(Object.keys(responses).some((status) => status.startsWith("4"))).toBe(true);
        expect(summary).not.toMatch(/\.$/);
      }
    }
  });

  test("knows every problem there is", () => {
    expect(JSON.stringify(api.components.schemas.Problem)).toContain(JSON.stringify(PROBLEM_CODES));
  });

  test("says of every field of every shape what it means, and of nothing else", () => {
    const missing: string[] = [];
    const names = new Set<string>();
    const visit = (path: readonly string[], schema: JsonObject) => {
      for (const [name, field] of Object.entries((schema.properties ?? {}) as Record<string, JsonObject>)) {
        const own = [...path, name];
        for (const from of own.keys()) names.add(own.slice(from).join("."));
        if (field.description === undefined && field.$ref === undefined) missing.push(own.join("."));
        visit(own, field);
      }
      for (const part of [schema.items, schema.additionalProperties, schema.anyOf].flat())
        if (typeof part === "object" && part !== null) visit(path, part as JsonObject);
    };
    for (const [id, schema] of Object.entries(api.components.schemas)) visit([id], schema);
    expect(missing).toEqual([]);
    expect(Object.keys(MEANINGS).filter((name) => !names.has(name))).toEqual([]);
  });

  test("does not tell bots which field is the bait", () => {
    expect(JSON.stringify(api)).not.toMatch(/honeypot|gotcha/i);
  });
});

function listParameters(operation: DescribedOperation | undefined): string[] {
  return (operation?.parameters ?? []).map((parameter: JsonObject) => {
    const shared =
      String(parameter.$ref ?? "")
        .split("/")
        .at(-1) ?? "";
    return String((api.components.parameters[shared] ?? parameter).name);
  });
}

import { createConfig, lintFromString } from "@redocly/openapi-core";
import { describe, expect, test } from "vitest";
import { DIMENSION_NAMES } from "../src/domain/dataset.ts";
import { PROBLEM_CODES } from "../src/domain/errors.ts";
import { toGoogleStatus } from "../src/http/google-status.ts";
import { toLlmsText } from "../src/http/llms.ts";
import { type DescribedOperation, toOpenApi } from "../src/http/openapi.ts";
import { MEANINGS } from "../src/http/openapi-meanings.ts";
import type { JsonObject } from "../src/http/openapi-types.ts";
import { INSIGHTS } from "../src/insights/catalog.ts";
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

  test.each(Object.values(INSIGHTS))(
    "says for $path how many days it looks at when none are named",
    (spec) => {
      const operation = api.paths[`/analytics/insights/${spec.path}`]?.get;
      const days = toNamed(operation).find(({ name }) => name === "days");
      expect(days?.description).toBe(`Calendar days ending with today (default ${spec.days})`);
      expect(spec.request.shape.days.description).toBe(days?.description);
      expect(toLlmsText(api)).toMatch(new RegExp(`; insights .*\\b${spec.path} ${spec.days}\\b`));
    },
  );

  test("says of every operation who may call it and how it can fail", () => {
    for (const [path, methods] of Object.entries(api.paths)) {
      for (const [method, { responses, security, summary }] of Object.entries(methods)) {
        expect(security, `${method} ${path}`).toBeInstanceOf(Array);
        expect(Object.keys(responses).some((status) => status.startsWith("4"))).toBe(true);
        expect(summary).not.toMatch(/\.$/);
      }
    }
  });

  test("says of every operation with a key that looking the key up can fail", () => {
    const secured = listOperations().filter(({ security }) => security.length > 0);
    expect(secured.length).toBeGreaterThan(30);
    for (const operation of secured)
      for (const code of ["unauthorized", "forbidden", "internal", "storage_unavailable"])
        expect(toProblems(operation), `${operation.operationId} ${code}`).toContain(code);
  });

  test.each([
    ["changeProject", "conflict"],
    ["callMcp", "rate_limited"],
    ["liftBlockedSender", "invalid_parameter"],
    ["replayDeadLetters", "invalid_parameter"],
    ["replayDeadLetters", "not_found"],
    ["getFormToken", "rate_limited"],
  ])("says that %s can fail with %s", (id, code) => {
    const operation = listOperations().find(({ operationId }) => operationId === id);
    expect(operation && toProblems(operation)).toContain(code);
  });

  test("tells Google every status that its webhook can be answered with", () => {
    const { responses } = api.paths["/leads/google-ads/{project}"]?.post ?? { responses: {} };
    const statuses = PROBLEM_CODES.map((code) => String(toGoogleStatus(code)));
    expect(Object.keys(responses).toSorted()).toEqual([...new Set(["200", ...statuses])].toSorted());
  });

  test("takes no field that it does not name where a misspelt one would widen what is done", () => {
    const { Person, Sender, NewKey, NewProject, ProjectChange } = api.components.schemas;
    for (const schema of [Person, Sender, NewKey, NewProject, ProjectChange])
      expect(schema).toMatchObject({ additionalProperties: false });
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

function listOperations(): DescribedOperation[] {
  return Object.values(api.paths).flatMap((methods) => Object.values(methods));
}

/** Codes of the problems that an operation can end with. */
function toProblems({ responses }: DescribedOperation): string[] {
  const words = Object.values(responses as Record<string, { description: string }>);
  return words.flatMap(({ description }) =>
    [...description.matchAll(/`(\w+)`:/g)].map(([, code]) => code ?? ""),
  );
}

function listParameters(operation: DescribedOperation | undefined): string[] {
  return toNamed(operation).map(({ name }) => String(name));
}

/** Every parameter with its words, also one that is kept elsewhere. */
function toNamed(operation: DescribedOperation | undefined): JsonObject[] {
  return (operation?.parameters ?? []).map((parameter: JsonObject) => {
    const shared =
      String(parameter.$ref ?? "")
        .split("/")
        .at(-1) ?? "";
    return api.components.parameters[shared] ?? parameter;
  });
}

import { encode } from "gpt-tokenizer/encoding/o200k_base";
import { describe, expect, it } from "vitest";
import { INSIGHTS } from "../../insights/catalog.ts";
import { type JsonSchema, toRecord } from "../schema.ts";
import { ANNOTATIONS, type Tool } from "../tool.ts";
import { TOOLS } from "./index.ts";

const NAMES = TOOLS.map(({ name }) => name);

/** What `tools/list` sends for a tool. */
function toListing({ name, title, description, inputSchema, outputSchema, meta: _meta }: Tool) {
  return { name, title, description, inputSchema, outputSchema, annotations: ANNOTATIONS, _meta };
}

function toTokens(value: unknown): number {
  return encode(JSON.stringify(value)).length;
}

/** Parameters that carry no description; the parts of a list are described by the list. */
function toUndescribed({ properties }: JsonSchema): string[] {
  const parameters = Object.entries(toRecord(properties));
  return parameters.flatMap(([name, value]) =>
    typeof toRecord(value).description === "string" ? [] : [name],
  );
}

describe("the catalog", () => {
  it("is what was reviewed", async () => {
    await expect(`${JSON.stringify(TOOLS.map(toListing), null, 2)}\n`).toMatchFileSnapshot(
      "catalog.golden.txt",
    );
  });

  it("holds the nine tools, each once", () => {
    expect(NAMES).toEqual([
      "describe_data",
      "get_lead_summary",
      "get_lead_stats",
      "rank_focus_areas",
      "find_best_times",
      "explain_change",
      "audit_lead_quality",
      "detect_anomalies",
      "forecast_leads",
    ]);
  });

  it("offers every insight", () => {
    const paths = Object.values(INSIGHTS).map(({ request }) => Object.keys(request.shape).sort());
    const parameters = TOOLS.map(({ inputSchema }) => Object.keys(toRecord(inputSchema.properties)).sort());
    for (const path of paths) expect(parameters).toContainEqual(path);
  });

  it("costs a model no more than its budget", () => {
    expect(toTokens(TOOLS.map(toListing))).toBeLessThanOrEqual(4500);
  });
});

describe.each(TOOLS)("$name", (tool) => {
  it("has a name that every client accepts, and a title", () => {
    expect(tool.name).toMatch(/^[a-z][a-z0-9_]{2,63}$/);
    expect(tool.title).toMatch(/^[A-Z].{3,40}$/);
  });

  it("says what it returns and which sibling answers the rest", () => {
    expect(tool.description.length).toBeLessThanOrEqual(600);
    const siblings = NAMES.filter((name) => name !== tool.name && tool.description.includes(name));
    expect(siblings).not.toEqual([]);
  });

  it("gives no orders", () => {
    expect(tool.description).not.toMatch(
      /\b(always|never|must|should|please|important|first call|call|use)\b/i,
    );
  });

  it("describes every parameter and refuses others", () => {
    expect(toUndescribed(tool.inputSchema)).toEqual([]);
    expect(tool.inputSchema).toMatchObject({ type: "object", additionalProperties: false });
  });

  it("stays below what clients silently drop", () => {
    expect(JSON.stringify(tool.inputSchema).length).toBeLessThan(8192);
    expect(toTokens(toListing(tool))).toBeLessThanOrEqual(800);
  });

  it("avoids what some clients cannot read", () => {
    expect(JSON.stringify([tool.inputSchema, tool.outputSchema])).not.toMatch(/"\$ref"|"type":\["/);
  });
});

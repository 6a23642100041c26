import { fromJsonSchema, type McpServer } from "@modelcontextprotocol/server";
import { toText } from "./content.ts";

/** Keywords that must reach the client as they are. */
const FULL_VOCABULARY = {
  $schema: "https://json-schema.org/draft/2020-12/schema",
  type: "object",
  $defs: {
    address: { $anchor: "addressDef", type: "object", properties: { street: { type: "string" } } },
  },
  properties: {
    name: { type: "string" },
    address: { $ref: "#/$defs/address" },
    phone: { type: "string" },
    email: { type: "string" },
  },
  allOf: [{ anyOf: [{ required: ["phone"] }, { required: ["email"] }] }],
  if: { required: ["name"] },
  // biome-ignore lint/suspicious/noThenProperty: a keyword of JSON Schema.
  then: { required: ["phone"] },
  else: { required: ["email"] },
  additionalProperties: false,
} as const;

/** A parameter that gateways may read from a header. */
const WITH_HEADER = {
  type: "object",
  properties: { region: { type: "string", "x-mcp-header": "Region" } },
  required: ["region"],
} as const;

/** Tools with unusual schemas. */
export function registerSchemaTools(server: McpServer): void {
  const description = "Has an input schema of its own kind.";
  for (const [name, schema] of [
    ["json_schema_2020_12_tool", FULL_VOCABULARY],
    ["test_parameter_header", WITH_HEADER],
  ] as const)
    server.registerTool(name, { description, inputSchema: fromJsonSchema(schema) }, () => toText("ok"));
}

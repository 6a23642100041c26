import { type ElicitRequestFormParams, fromJsonSchema, type McpServer } from "@modelcontextprotocol/server";
import * as z from "zod";
import { toText } from "./content.ts";

type Form = ElicitRequestFormParams["requestedSchema"];

const FORMS: Readonly<Record<string, Form>> = {
  test_elicitation: {
    type: "object",
    properties: { username: { type: "string" }, email: { type: "string" } },
    required: ["username", "email"],
  },
  test_elicitation_sep1034_defaults: {
    type: "object",
    properties: {
      name: { type: "string", default: "John Doe" },
      age: { type: "integer", default: 30 },
      score: { type: "number", default: 95.5 },
      status: { type: "string", enum: ["active", "inactive", "pending"], default: "active" },
      verified: { type: "boolean", default: true },
    },
  },
  test_elicitation_sep1330_enums: {
    type: "object",
    properties: {
      untitledSingle: { type: "string", enum: ["option1", "option2"] },
      titledSingle: { type: "string", oneOf: [{ const: "value1", title: "First Option" }] },
      legacyEnum: { type: "string", enum: ["opt1"], enumNames: ["Option One"] },
      untitledMulti: { type: "array", items: { type: "string", enum: ["option1", "option2"] } },
      titledMulti: { type: "array", items: { anyOf: [{ const: "value1", title: "First Choice" }] } },
    },
  },
};

/** Tools that ask the client while they run, as clients before 2026-07-28 expect it. */
export function registerPushTools(server: McpServer): void {
  const prompt = z.object({ prompt: z.string() });
  const sampling = { description: "Asks the client's model.", inputSchema: prompt };
  server.registerTool("test_sampling", sampling, async ({ prompt: text }, { mcpReq }) => {
    const messages = [{ role: "user" as const, content: { type: "text" as const, text } }];
    return toText(JSON.stringify(await mcpReq.requestSampling({ messages, maxTokens: 100 })));
  });

  const inputSchema = fromJsonSchema({ type: "object", properties: { message: { type: "string" } } });
  for (const [name, requestedSchema] of Object.entries(FORMS))
    server.registerTool(
      name,
      { description: "Asks the client's user.", inputSchema },
      async (_, { mcpReq }) =>
        toText(
          JSON.stringify(await mcpReq.elicitInput({ message: "Please fill in the form.", requestedSchema })),
        ),
    );
}

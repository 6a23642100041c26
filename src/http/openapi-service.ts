import { toProblemResponses, toSecuredResponses } from "./openapi-problem.ts";
import { toJsonContent } from "./openapi-schemas.ts";
import { PUBLIC, READER_KEY, type Route } from "./openapi-types.ts";

const text = (type: string) => ({ [type]: { schema: { type: "string" } } });
const object = { "application/json": { schema: { type: "object" } } };

/** Everything else that can be reached. */
export function listServiceRoutes(): Route[] {
  const file = (path: string, operationId: string, summary: string, content: object): Route => ({
    method: "get",
    path,
    operation: {
      operationId,
      summary,
      tags: ["Service"],
      security: PUBLIC,
      responses: {
        200: { description: "The document", content },
        304: { description: "Unchanged since the ETag in If-None-Match" },
        405: { description: "Only GET and HEAD are possible; without a body" },
      },
    },
    samples: [{ label: summary, address: path }],
  });
  return [
    {
      method: "get",
      path: "/healthz",
      operation: {
        operationId: "getHealth",
        summary: "Whether everything answers",
        description:
          "Says which part does not, never why. A result stands for ten seconds, three more while the next is found out.",
        tags: ["Service"],
        security: PUBLIC,
        responses: {
          200: { description: "Everything answers", content: toJsonContent("Health") },
          503: { description: "Something does not", content: toJsonContent("Health") },
          ...toProblemResponses(["method_not_allowed"]),
        },
      },
      samples: [{ label: "Is it up", address: "/healthz" }],
    },
    file("/openapi.json", "getOpenApi", "This description", object),
    file("/lead.js", "getFormScript", "The form script for web pages", text("text/javascript")),
    file("/docs", "getReference", "This description as a page", text("text/html")),
    file("/llms.txt", "getAgentGuide", "What an agent needs to know first", text("text/plain")),
    {
      method: "post",
      path: "/mcp",
      operation: {
        operationId: "callMcp",
        summary: "The Model Context Protocol endpoint (Streamable HTTP)",
        description:
          "The same questions as tools for assistants. Speak to it with an MCP client; the tools describe themselves.",
        tags: ["Service"],
        security: READER_KEY,
        requestBody: { required: true, description: "JSON-RPC 2.0", content: object },
        responses: {
          200: {
            description: "JSON-RPC answer, or a stream of it",
            content: { ...object, ...text("text/event-stream") },
          },
          202: { description: "A notification was taken" },
          ...toSecuredResponses(["rate_limited"]),
        },
      },
    },
  ];
}

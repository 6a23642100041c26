import type { CallToolResult, McpServer } from "@modelcontextprotocol/server";
import { PIXEL, SILENCE, toText } from "./content.ts";

/** Kinds of content a tool may return, under the names the suite calls. */
const RESULTS: Readonly<Record<string, () => CallToolResult>> = {
  test_simple_text: () => toText("This is a simple text response for testing."),
  test_image_content: () => ({ content: [{ type: "image", data: PIXEL, mimeType: "image/png" }] }),
  test_audio_content: () => ({ content: [{ type: "audio", data: SILENCE, mimeType: "audio/wav" }] }),
  test_embedded_resource: () => ({
    content: [
      {
        type: "resource",
        resource: { uri: "test://embedded-resource", mimeType: "text/plain", text: "An embedded resource." },
      },
    ],
  }),
  test_multiple_content_types: () => ({
    content: [
      { type: "text", text: "Multiple content types test:" },
      { type: "image", data: PIXEL, mimeType: "image/png" },
      {
        type: "resource",
        resource: {
          uri: "test://mixed-content-resource",
          mimeType: "application/json",
          text: JSON.stringify({ test: "data", value: 123 }),
        },
      },
    ],
  }),
  test_error_handling: () => {
    throw new Error("This tool intentionally returns an error for testing");
  },
};

export function registerContentTools(server: McpServer): void {
  for (const [name, toResult] of Object.entries(RESULTS))
    server.registerTool(name, { description: "Returns one fixed answer." }, async () => toResult());
}

import type { CallToolResult } from "@modelcontextprotocol/server";

/** A PNG of one red pixel, base64. */
export const PIXEL =
  "iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mP8z8DwHwAFBQIAX8jx0gAAAABJRU5ErkJggg==";

/** A WAV file without a sample, base64. */
export const SILENCE = "UklGRiQAAABXQVZFZm10IBAAAAABAAEAQB8AAEAfAAABAAgAZGF0YQAAAAA=";

/** A result of one sentence. */
export function toText(text: string): CallToolResult {
  return { content: [{ type: "text", text }] };
}

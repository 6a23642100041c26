import type { CallToolResult } from "@modelcontextprotocol/server";
import type { Log } from "../domain/log.ts";
import { reportFailure } from "./failure.ts";
import type { Arguments } from "./schema.ts";
import type { Tool, ToolContext } from "./tool.ts";

/** Runs a tool. Every failure becomes an error result in our own words; what lay behind it goes to the log. */
export async function callTool(
  tool: Tool,
  input: Arguments,
  context: ToolContext,
  log: Log,
): Promise<CallToolResult> {
  try {
    const { structured, text } = await tool.run(input, context);
    return { structuredContent: structured, content: [{ type: "text", text }] };
  } catch (error) {
    return { isError: true, content: [{ type: "text", text: reportFailure(log, tool.name, error) }] };
  }
}

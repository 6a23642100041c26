import type { McpServer } from "@modelcontextprotocol/server";
import { toText } from "./content.ts";

const PAUSE_MS = 10;

/** Tools that send messages while they run. */
export function registerMessageTools(server: McpServer): void {
  server.server.registerCapabilities({ logging: {} });

  const progress = { description: "Reports its progress three times." };
  server.registerTool("test_tool_with_progress", progress, async ({ mcpReq }) => {
    const progressToken = mcpReq._meta?.progressToken;
    for (const done of [0, 50, 100]) {
      if (progressToken !== undefined)
        await mcpReq.notify({
          method: "notifications/progress",
          params: { progressToken, progress: done, total: 100 },
        });
      await scheduler.wait(PAUSE_MS);
    }
    return toText("Three reports were made.");
  });

  for (const name of ["test_tool_with_logging", "test_logging_tool"])
    server.registerTool(name, { description: "Logs three messages." }, async ({ mcpReq }) => {
      for (const message of ["started", "processing data", "completed"]) {
        await mcpReq.log("info", `Tool ${message}`);
        await scheduler.wait(PAUSE_MS);
      }
      return toText("Three messages were logged.");
    });
}

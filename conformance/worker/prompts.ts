import {
  acceptedContent,
  completable,
  type GetPromptResult,
  inputRequired,
  type McpServer,
} from "@modelcontextprotocol/server";
import * as z from "zod";
import { PIXEL } from "./content.ts";

type Content = GetPromptResult["messages"][number]["content"];

const description = "A prompt that only the conformance suite asks for.";

const CONTEXT = z.object({ context: z.string() });

/** A prompt of each kind the suite asks for. */
export function registerTestPrompts(server: McpServer): void {
  server.registerPrompt("test_simple_prompt", { description }, () =>
    toPrompt(toTextPart("A simple prompt for testing.")),
  );

  const pair = z.object({
    arg1: completable(z.string(), (typed) => ["test", "testing"].filter((word) => word.startsWith(typed))),
    arg2: z.string(),
  });
  server.registerPrompt("test_prompt_with_arguments", { description, argsSchema: pair }, ({ arg1, arg2 }) =>
    toPrompt(toTextPart(`Prompt with arguments: arg1='${arg1}', arg2='${arg2}'`)),
  );

  const link = z.object({ resourceUri: z.string() });
  server.registerPrompt(
    "test_prompt_with_embedded_resource",
    { description, argsSchema: link },
    ({ resourceUri: uri }) =>
      toPrompt(
        { type: "resource", resource: { uri, mimeType: "text/plain", text: "Embedded content." } },
        toTextPart("Please process the embedded resource above."),
      ),
  );

  server.registerPrompt("test_prompt_with_image", { description }, () =>
    toPrompt({ type: "image", data: PIXEL, mimeType: "image/png" }, toTextPart("Please analyze the image.")),
  );

  server.registerPrompt("test_input_required_result_prompt", { description }, ({ mcpReq }) => {
    const given = acceptedContent(mcpReq.inputResponses, "user_context", CONTEXT);
    if (given) return toPrompt(toTextPart(`Use this context: ${given.context}`));
    const user_context = inputRequired.elicit({
      message: "What context should the prompt use?",
      requestedSchema: CONTEXT,
    });
    return inputRequired({ inputRequests: { user_context } });
  });
}

function toPrompt(...contents: readonly Content[]): GetPromptResult {
  return { messages: contents.map((content) => ({ role: "user", content })) };
}

function toTextPart(text: string): Content {
  return { type: "text", text };
}

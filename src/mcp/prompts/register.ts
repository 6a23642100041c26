import { completable, type McpServer } from "@modelcontextprotocol/server";
import * as z from "zod";
import type { Log } from "../../domain/log.ts";
import type { ToolContext } from "../tool.ts";
import { toSuggestions } from "./complete.ts";
import { type Prompt, type PromptArgument, toPromptText } from "./prompt.ts";

/** Offers the prompts, each argument optional and completed from the data. */
export function registerPrompts(
  server: McpServer,
  prompts: readonly Prompt[],
  context: ToolContext,
  log: Log,
): void {
  const toField = ({ name, fallback, description }: PromptArgument) =>
    completable(z.string().describe(`${description}; default: ${fallback}`), (typed) =>
      toSuggestions(name, typed, context, log),
    ).optional();
  for (const prompt of prompts) {
    const { name, title, description } = prompt;
    const fields = prompt.arguments.map((argument) => [argument.name, toField(argument)] as const);
    const argsSchema = z.object(Object.fromEntries(fields));
    server.registerPrompt(name, { title, description, argsSchema }, (values) => ({
      messages: [{ role: "user", content: { type: "text", text: toPromptText(prompt, values) } }],
    }));
  }
}

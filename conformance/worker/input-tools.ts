import {
  acceptedContent,
  CLIENT_CAPABILITIES_META_KEY,
  inputRequired,
  inputResponse,
  type McpServer,
} from "@modelcontextprotocol/server";
import * as z from "zod";
import { toText } from "./content.ts";
import { STATE } from "./state.ts";

const NAME = z.object({ name: z.string() });
const COLOR = z.object({ color: z.string() });
const OK = z.object({ ok: z.boolean() });
const CAPABILITIES = z.object({ sampling: z.unknown(), elicitation: z.unknown() }).partial();

const description = "Asks its caller for more before it answers.";

const askName = () => inputRequired.elicit({ message: "What is your name?", requestedSchema: NAME });

function askModel(text: string) {
  return inputRequired.createMessage({
    messages: [{ role: "user", content: { type: "text", text } }],
    maxTokens: 100,
  });
}

/** Tools that need one answer. */
export function registerInputTools(server: McpServer): void {
  for (const name of ["test_input_required_result_elicitation", "test_streaming_elicitation"])
    server.registerTool(name, { description }, ({ mcpReq }) => {
      const given = acceptedContent(mcpReq.inputResponses, "user_name", NAME);
      if (given) return toText(`Hello, ${given.name}!`);
      return inputRequired({ inputRequests: { user_name: askName() } });
    });

  for (const name of ["test_input_required_result_sampling", "test_missing_capability"])
    server.registerTool(name, { description }, ({ mcpReq }) => {
      const given = inputResponse(mcpReq.inputResponses, "capital_question");
      if (given.kind === "sampling") return toText(JSON.stringify(given.result.content));
      return inputRequired({
        inputRequests: { capital_question: askModel("What is the capital of France?") },
      });
    });

  server.registerTool("test_input_required_result_list_roots", { description }, ({ mcpReq }) => {
    const given = inputResponse(mcpReq.inputResponses, "client_roots");
    if (given.kind === "roots") return toText(given.roots.map(({ uri }) => uri).join(", "));
    return inputRequired({ inputRequests: { client_roots: inputRequired.listRoots() } });
  });

  server.registerTool("test_input_required_result_capabilities", { description }, ({ mcpReq }) => {
    const envelope: Record<string, unknown> = { ...mcpReq.envelope };
    const declared = CAPABILITIES.parse(envelope[CLIENT_CAPABILITIES_META_KEY]);
    const inputRequests = {
      ...(declared.sampling !== undefined && { greeting: askModel("Generate a greeting") }),
      ...(declared.elicitation !== undefined && { user_name: askName() }),
    };
    return inputRequired({ inputRequests });
  });
}

/** Tools that carry a sealed state from one round to the next. */
export function registerStateTools(server: McpServer): void {
  for (const name of [
    "test_input_required_result_request_state",
    "test_input_required_result_tampered_state",
  ])
    server.registerTool(name, { description }, async ({ mcpReq }) => {
      const given = acceptedContent(mcpReq.inputResponses, "confirm", OK);
      if (given && mcpReq.requestState() === "confirm") return toText("state-ok");
      const confirm = inputRequired.elicit({ message: "Please confirm", requestedSchema: OK });
      return inputRequired({ inputRequests: { confirm }, requestState: await STATE.mint("confirm") });
    });

  server.registerTool(
    "test_input_required_result_multiple_inputs",
    { description },
    async ({ mcpReq: { inputResponses, requestState } }) => {
      const name = acceptedContent(inputResponses, "user_name", NAME);
      const greeting = inputResponse(inputResponses, "greeting");
      const roots = inputResponse(inputResponses, "client_roots");
      const isComplete = name && greeting.kind === "sampling" && roots.kind === "roots";
      if (isComplete && requestState() === "three") return toText("All three answers arrived.");
      return inputRequired({
        inputRequests: {
          user_name: askName(),
          greeting: askModel("Generate a greeting"),
          client_roots: inputRequired.listRoots(),
        },
        requestState: await STATE.mint("three"),
      });
    },
  );

  server.registerTool("test_input_required_result_multi_round", { description }, async ({ mcpReq }) => {
    const state = mcpReq.requestState();
    if (state === "round 2" && acceptedContent(mcpReq.inputResponses, "step2", COLOR))
      return toText("Both rounds are done.");
    if (state === "round 1" && acceptedContent(mcpReq.inputResponses, "step1", NAME)) {
      const step2 = inputRequired.elicit({ message: "What is your favorite color?", requestedSchema: COLOR });
      return inputRequired({ inputRequests: { step2 }, requestState: await STATE.mint("round 2") });
    }
    return inputRequired({ inputRequests: { step1: askName() }, requestState: await STATE.mint("round 1") });
  });
}

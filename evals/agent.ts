import type { Caller } from "./client.ts";
import type { Block, Message, Model, OfferedTool } from "./messages.ts";
import { findUnsaid } from "./said.ts";
import type { Part, Task } from "./task.ts";
import type { World } from "./world.ts";

/** More turns than this mean that the agent is lost. */
const MAX_TURNS = 8;

/** One question put to an agent, and everything that was said. */
export interface Transcript {
  readonly id: string;
  readonly question: string;
  readonly messages: readonly Message[];
  readonly answer: string;
  /** Names of the tools called, in order. */
  readonly tools: readonly string[];
  readonly refusals: number;
  readonly tokens: { readonly input: number; readonly output: number };
  /** Parts of the right answer that the agent did not say. */
  readonly unsaid: readonly Part[];
  readonly isRight: boolean;
  /** The first tool is the one made for the question, or one that can answer it as well. */
  readonly isToolRight: boolean;
}

/**
 * Puts a task's question to a model that may call the server's tools, and marks its final words against the truth.
 * @param model the model to ask
 */
export async function runAgent(task: Task, world: World, caller: Caller, model: Model): Promise<Transcript> {
  const tools = await toOffered(caller);
  const system = `${caller.client.getInstructions() ?? ""}\n\n${toRules(world)}`;
  const messages: Message[] = [{ role: "user", content: [{ type: "text", text: task.question }] }];
  const called: string[] = [];
  const tokens = { input: 0, output: 0 };
  let refusals = 0;
  for (let turn = 0; turn < MAX_TURNS; turn++) {
    const { content, stop_reason, usage } = await model(system, tools, messages);
    tokens.input += usage.input_tokens;
    tokens.output += usage.output_tokens;
    messages.push({ role: "assistant", content });
    if (stop_reason !== "tool_use") break;
    const results: Block[] = [];
    for (const block of content) {
      if (block.type !== "tool_use") continue;
      called.push(block.name);
      const { text, isError } = await callTool(caller, block.name, block.input);
      if (isError) refusals++;
      results.push({ type: "tool_result", tool_use_id: block.id, content: text, is_error: isError });
    }
    messages.push({ role: "user", content: results });
  }
  const answer = toText(messages.at(-1));
  const unsaid = findUnsaid(answer, task.solve(world).answer);
  const [first = ""] = called;
  return {
    ...{ id: task.id, question: task.question, messages, answer, tools: called, refusals, tokens, unsaid },
    isRight: unsaid.length === 0,
    isToolRight: first === task.expected || task.acceptable.includes(first),
  };
}

/** What a person would have told the agent: when it is, and which weeks are meant. */
function toRules(world: World): string {
  return (
    `This week began on ${world.date(0)} in Asia/Kolkata, the zone to report in. Unless a question says otherwise, ` +
    `"last week" is ${world.date(-7)} to ${world.date(-1)}, "two weeks ago" ${world.date(-14)} to ${world.date(-8)}, ` +
    `"six weeks ago" ${world.date(-42)} to ${world.date(-36)}, "four weeks" or 28 days ${world.date(-28)} to ${world.date(-1)}, ` +
    `"eight weeks" ${world.date(-56)} to ${world.date(-1)}, "eleven weeks" ${world.date(-77)} to ${world.date(-1)}; ` +
    `"that Thursday" is ${world.date(-11)}, "that Tuesday" ${world.date(-20)}. ` +
    "Answer in a few sentences with the numbers and names asked for."
  );
}

async function toOffered({ client }: Caller): Promise<OfferedTool[]> {
  const { tools } = await client.listTools();
  return tools.map(({ name, description = "", inputSchema }) => ({
    name,
    description,
    input_schema: inputSchema,
  }));
}

async function callTool(caller: Caller, name: string, input: Record<string, unknown>) {
  try {
    return await caller.call(name, input);
  } catch (error) {
    return { text: error instanceof Error ? error.message : String(error), isError: true };
  }
}

function toText(message: Message | undefined): string {
  return (message?.content ?? []).map((block) => (block.type === "text" ? block.text : "")).join("\n");
}

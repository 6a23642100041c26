import { createServer } from "node:http";
import type { AddressInfo } from "node:net";
import { text } from "node:stream/consumers";
import { afterEach, describe, expect, it } from "vitest";
import { runAgent } from "../evals/agent.ts";
import type { Caller } from "../evals/client.ts";
import { createModel, type Model, type Turn } from "../evals/messages.ts";
import type { Task } from "../evals/task.ts";
import { createWorld } from "../evals/world.ts";

const WORLD = createWorld("2026-11-22");
const TASK: Task = {
  id: "last-week",
  family: "overview",
  question: "How did we do last week?",
  paraphrase: "Key figures of last week?",
  expected: "get_lead_summary",
  acceptable: ["get_lead_stats"],
  solve: () => ({ calls: [], facts: [], answer: [1082, "google"] }),
};
const USAGE = { input_tokens: 100, output_tokens: 10 };

/** A server of one tool that refuses what it does not know. */
function createCaller(): Caller & { readonly calls: unknown[] } {
  const calls: unknown[] = [];
  const client = {
    getInstructions: () => "Lead statistics.",
    listTools: async () => ({ tools: [{ name: "get_lead_summary", inputSchema: { type: "object" } }] }),
  } as unknown as Caller["client"];
  return {
    calls,
    client,
    async call(name, input) {
      calls.push({ name, input });
      if ("dayz" in input) return { text: "dayz: unknown parameter", structured: undefined, isError: true };
      return { text: "1082 primary leads", structured: {}, isError: false };
    },
    close: async () => {},
  };
}

/** A model that says what it is told to, turn by turn. */
function createScript(turns: readonly Omit<Turn, "usage">[]): Model & { readonly seen: unknown[] } {
  const left = [...turns];
  const seen: unknown[] = [];
  const model: Model = async (system, tools, messages) => {
    seen.push({ system, tools, messages: messages.length });
    const turn = left.shift();
    if (!turn) throw new Error("the script is over");
    return { ...turn, usage: USAGE };
  };
  return Object.assign(model, { seen });
}

const toCall = (input: Record<string, unknown>, name = "get_lead_summary"): Omit<Turn, "usage"> => ({
  stop_reason: "tool_use",
  content: [{ type: "tool_use", id: "t1", name, input }],
});
const toSay = (words: string): Omit<Turn, "usage"> => ({
  stop_reason: "end_turn",
  content: [{ type: "text", text: words }],
});

describe("an agent", () => {
  it("that calls the right tool and says the numbers is right", async () => {
    const caller = createCaller();
    const script = createScript([toCall({ days: 7 }), toSay("1,082 primary leads, most from Google.")]);
    const transcript = await runAgent(TASK, WORLD, caller, script);
    expect(transcript).toMatchObject({
      ...{ isRight: true, isToolRight: true, tools: ["get_lead_summary"], refusals: 0, unsaid: [] },
      tokens: { input: 200, output: 20 },
    });
    expect(caller.calls).toEqual([{ name: "get_lead_summary", input: { days: 7 } }]);
    expect(transcript.messages.map(({ role }) => role)).toEqual(["user", "assistant", "user", "assistant"]);
    expect(script.seen[0]).toMatchObject({
      system: expect.stringMatching(/^Lead statistics\.[\s\S]+This week began on 2026-11-16/),
      tools: [{ name: "get_lead_summary", input_schema: { type: "object" } }],
    });
  });

  it("is told why a call was refused and may repair it", async () => {
    const script = createScript([toCall({ dayz: 7 }), toCall({ days: 7 }), toSay("1082 from google")]);
    const transcript = await runAgent(TASK, WORLD, createCaller(), script);
    expect(transcript).toMatchObject({
      isRight: true,
      refusals: 1,
      tools: ["get_lead_summary", "get_lead_summary"],
    });
    expect(JSON.stringify(transcript.messages[2])).toContain("dayz: unknown parameter");
  });

  it("that guesses is wrong, and what it left out is on record", async () => {
    const transcript = await runAgent(
      TASK,
      WORLD,
      createCaller(),
      createScript([toSay("Quite well, 900 or so.")]),
    );
    expect(transcript).toMatchObject({
      isRight: false,
      isToolRight: false,
      tools: [],
      unsaid: [1082, "google"],
    });
  });

  it("that never ends is stopped", async () => {
    const script = createScript(Array.from({ length: 20 }, () => toCall({ days: 7 })));
    const { tools, isRight } = await runAgent(TASK, WORLD, createCaller(), script);
    expect([tools.length, isRight]).toEqual([8, false]);
  });
});

describe("a model behind the Messages API", () => {
  const servers: ReturnType<typeof createServer>[] = [];
  afterEach(() => {
    for (const server of servers.splice(0)) server.close();
  });

  async function listen(status: number, body: string) {
    const seen: { headers: Record<string, unknown>; body: string }[] = [];
    const server = createServer(async (request, response) => {
      seen.push({ headers: request.headers, body: await text(request) });
      response.writeHead(status).end(body);
    });
    servers.push(server);
    await new Promise<void>((done) => server.listen(0, "127.0.0.1", done));
    return { seen, baseUrl: `http://127.0.0.1:${(server.address() as AddressInfo).port}` };
  }

  it("is asked with its key, the tools and the conversation", async () => {
    const { seen, baseUrl } = await listen(200, JSON.stringify({ ...toSay("Yes."), usage: USAGE }));
    const model = createModel({ apiKey: "sk-test", model: "some-model", baseUrl });
    const turn = await model("Be brief.", [], [{ role: "user", content: [{ type: "text", text: "Hello" }] }]);
    expect(turn.content).toEqual([{ type: "text", text: "Yes." }]);
    expect(seen[0]?.headers).toMatchObject({ "x-api-key": "sk-test" });
    expect(JSON.parse(seen[0]?.body ?? "")).toMatchObject({
      model: "some-model",
      system: "Be brief.",
      tools: [],
    });
  });

  it("that refuses is quoted, without the key", async () => {
    const { baseUrl } = await listen(529, "overloaded");
    const model = createModel({ apiKey: "sk-test", model: "some-model", baseUrl });
    const failure = await model("", [], []).catch((error: unknown) => error);
    expect(String(failure)).toBe("Error: the model refused (529): overloaded");
  });
});

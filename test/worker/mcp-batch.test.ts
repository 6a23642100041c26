import { expect, test } from "vitest";
import { as, createAppRig } from "./app-rig.ts";

const POLICY = '"default";q=120;w=60';

const listTools = (id: number) => ({ jsonrpc: "2.0", id, method: "tools/list" });
const askStats = (id: number) => ({
  jsonrpc: "2.0",
  id,
  method: "tools/call",
  params: { name: "get_lead_stats", arguments: {} },
});
const NOTIFICATION = { jsonrpc: "2.0", method: "notifications/cancelled", params: { requestId: 7 } };

/** A limit that allows so many questions. */
async function connect(allowed: number) {
  let counted = 0;
  const rig = await createAppRig({
    READER_LIMIT: { limit: async () => ({ success: ++counted <= allowed }) },
  });
  const post = (path: string, body: string) =>
    rig.fetch(path, {
      method: "POST",
      body,
      headers: {
        ...as("lsk_reader"),
        Host: "leads.test",
        "Content-Type": "application/json",
        Accept: "application/json, text/event-stream",
      },
    });
  return { rig, post, counted: () => counted };
}

test.each([
  ["a request", listTools(1), 1],
  ["a notification", NOTIFICATION, 1],
  ["a batch of one", [listTools(1)], 1],
  ["a batch", [listTools(1), listTools(2), NOTIFICATION, listTools(3)], 3],
  ["a batch that asks nothing", [NOTIFICATION, NOTIFICATION], 1],
  ["a batch of none", [], 1],
])("%s counts for each question in it", async (_, body, count) => {
  const { post, counted } = await connect(100);
  await (await post("/mcp", JSON.stringify(body))).text();
  expect(counted()).toBe(count);
});

test("a batch of 2025-03-26 is answered whole", async () => {
  const { post } = await connect(100);
  const response = await post("/mcp", JSON.stringify([listTools(1), listTools(2)]));
  expect(response.status).toBe(200);
  const text = await response.text();
  expect(text).toContain('"id":1');
  expect(text).toContain('"id":2');
});

test.each(["/mcp", "/k/mcp"])("a batch that goes over the limit is refused whole at %s", async (path) => {
  const { rig, post } = await connect(3);
  const response = await post(path, JSON.stringify([1, 2, 3, 4].map(askStats)));
  expect([response.status, response.headers.get("Retry-After")]).toEqual([429, "60"]);
  expect(response.headers.get("RateLimit-Policy")).toBe(POLICY);
  expect(response.headers.get("Access-Control-Allow-Origin")).toBe("*");
  expect(await response.json()).toMatchObject({ code: "rate_limited" });
  expect(rig.statements).toEqual([]);
});

test("what cannot be read counts once, and is told so", async () => {
  const { post, counted } = await connect(100);
  expect((await post("/mcp", "[{")).status).toBe(400);
  expect(counted()).toBe(1);
});

import { expect, test } from "vitest";
import { createTurnstile } from "./turnstile.ts";

const PROJECT = { id: "skyline", name: "Skyline", origins: ["https://www.example.com"] };
const GOOD = { success: true, action: "lead", hostname: "www.example.com", "error-codes": [] };

async function check(answer: unknown, failMode: "open" | "closed" = "open", token: string | undefined = "t") {
  const asked: unknown[] = [];
  const fetch = async (_url: unknown, init?: RequestInit) => {
    asked.push(JSON.parse(String(init?.body)));
    if (answer instanceof Error) throw answer;
    return answer instanceof Response ? answer : Response.json(answer);
  };
  const turnstile = createTurnstile({ secret: "s", failMode, fetch: fetch as typeof globalThis.fetch });
  return { state: await turnstile(token, "203.0.113.9", PROJECT), asked };
}

test("a good answer passes, and Turnstile learns token and address", async () => {
  expect(await check(GOOD)).toEqual({
    state: "passed",
    asked: [{ secret: "s", response: "t", remoteip: "203.0.113.9" }],
  });
});

test("without a token nobody is asked", async () => {
  const turnstile = createTurnstile({
    secret: "s",
    failMode: "open",
    fetch: () => Promise.reject(new Error("asked")),
  });
  expect(await turnstile(undefined, "", PROJECT)).toBe("missing");
});

test.each([
  [{ ...GOOD, success: false, "error-codes": ["invalid-input-response"] }, "failed"],
  [{ ...GOOD, action: "login" }, "failed"],
  [{ ...GOOD, action: undefined }, "failed"],
  [{ ...GOOD, hostname: "evil.example" }, "failed"],
  [{ ...GOOD, hostname: undefined }, "failed"],
  [{ success: false, "error-codes": ["timeout-or-duplicate"] }, "expired"],
])("%j is %s", async (answer, state) => {
  expect((await check(answer)).state).toBe(state);
});

test.each([
  new Error("network"),
  new Response("<html>", { status: 502 }),
  { success: false, "error-codes": ["internal-error"] },
  { success: false, "error-codes": ["invalid-input-secret"] },
  "nonsense",
])("when Turnstile cannot say (%#) the fail mode decides", async (answer) => {
  const copy = () => (answer instanceof Response ? answer.clone() : answer);
  expect((await check(copy(), "open")).state).toBe("unavailable");
  expect((await check(copy(), "closed")).state).toBe("refused_unavailable");
});

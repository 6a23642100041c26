import { connect } from "node:net";
import { setTimeout as sleep } from "node:timers/promises";
import { afterAll, beforeAll, expect, test } from "vitest";
import { DEMO_KEYS } from "../local/seed.ts";
import type { Stack } from "../local/stack.ts";
import type { StatsAnswer } from "../src/stats/answer.ts";
import { startTestStack } from "./stack.ts";

const SENDERS = 90;
const PROJECT = { id: "alpha", name: "Alpha", timezone: "Asia/Kolkata", defaultCountry: "IN" };
let stack: Stack;

beforeAll(async () => {
  stack = await startTestStack({ projects: [PROJECT] });
}, 60_000);
afterAll(() => stack.close());

test("senders who hang up in the middle of a burst take nobody's answer and nobody's lead away", async () => {
  const outcomes = await Promise.all(
    Array.from({ length: SENDERS }, (_, i) => send(i, i % 3 === 0 ? i % 10 : undefined)),
  );
  const stayed = outcomes.filter((_, i) => i % 3 !== 0);
  expect(new Set(stayed)).toEqual(new Set(["HTTP/1.1 201 Created"]));
  // Of who left, what had arrived in full is there as well.
  await expect.poll(countLeads).toBeGreaterThanOrEqual(stayed.length);
});

async function countLeads(): Promise<number> {
  await stack.engine.flush();
  const response = await fetch(`${stack.url}/analytics/lead-stats?days=2&bucket=none&type=primary`, {
    headers: { authorization: `Bearer ${DEMO_KEYS.marketing}` },
  });
  const { totals } = (await response.json()) as StatsAnswer;
  return totals.total ?? -1;
}

/** Sends a lead; the first line of the answer, or `gone` for who hangs up so many milliseconds after sending. */
function send(person: number, patienceMs?: number): Promise<string> {
  const body = JSON.stringify({ project: "alpha", email: `person${person}@example.com` });
  return new Promise((resolve, reject) => {
    const socket = connect(Number(new URL(stack.url).port), "127.0.0.1");
    socket.on("error", reject);
    socket.on("data", (chunk) => {
      resolve(chunk.toString("latin1").split("\r\n", 1)[0] ?? "");
      socket.end();
    });
    socket.write(
      `POST /leads HTTP/1.1\r\nHost: localhost\r\nAuthorization: Bearer ${DEMO_KEYS.ingest}\r\nContent-Type: application/json\r\nContent-Length: ${Buffer.byteLength(body)}\r\n\r\n${body}`,
      async () => {
        if (patienceMs === undefined) return;
        await sleep(patienceMs);
        socket.destroy();
        resolve("gone");
      },
    );
  });
}

import { createServer, type Server } from "node:http";
import type { AddressInfo } from "node:net";
import { text } from "node:stream/consumers";
import { afterEach, expect, test } from "vitest";
import { toDemoEvents } from "./events.ts";
import { loadDemoData } from "./load.ts";

const NOW = Date.parse("2026-11-19T07:12:30Z") / 1000;
const servers: Server[] = [];

afterEach(async () => {
  await Promise.all(servers.splice(0).map((server) => new Promise((done) => server.close(done))));
});

/** A stand-in for the engine's import route that keeps what it was sent. */
async function listen(answer: (lines: string[]) => { status?: number; body: object | string }) {
  const seen: { path: string; token: string | undefined; lines: string[] }[] = [];
  const server = createServer(async (request, response) => {
    const lines = (await text(request)).trimEnd().split("\n");
    seen.push({ path: request.url ?? "", token: request.headers.authorization, lines });
    const { status = 200, body } = answer(lines);
    response.writeHead(status).end(typeof body === "string" ? body : JSON.stringify(body));
  });
  servers.push(server);
  await new Promise<void>((done) => server.listen(0, "127.0.0.1", done));
  return { seen, engineUrl: `http://127.0.0.1:${(server.address() as AddressInfo).port}` };
}

const acceptAll = (lines: string[]) => ({ body: { accepted: lines.length, rejected: [] } });

test("sends every event once, oldest first, with its own time and token", async () => {
  const { seen, engineUrl } = await listen(acceptAll);
  const progress: number[] = [];
  const loaded = await loadDemoData({
    ...{ engineUrl, token: "local", now: NOW },
    onProgress: (accepted) => progress.push(accepted),
  });
  const expected = [...toDemoEvents({ now: NOW })];
  expect(loaded).toEqual({ accepted: expected.length, until: NOW });
  const sent = seen.flatMap((request) => request.lines.map((line) => JSON.parse(line)));
  expect(sent).toEqual(expected.map(({ timestamp, event }) => ({ timestamp, ...event })));
  expect(seen[0]).toMatchObject({ path: "/import/lead_submissions", token: "Bearer local" });
  expect(progress.at(-1)).toBe(expected.length);
  expect(progress.length).toBeGreaterThan(5);
});

test("sends nothing when nothing is missing", async () => {
  const { seen, engineUrl } = await listen(acceptAll);
  const loaded = await loadDemoData({ engineUrl, token: "local", now: NOW, after: NOW });
  expect(loaded).toEqual({ accepted: 0, until: NOW });
  expect(seen).toEqual([]);
});

test.each([
  [{ status: 401, body: "no such token" }, "the local engine refused the demo data: no such token"],
  [
    { body: { accepted: 0, rejected: [{ line: 1, reason: "timestamp is in the future" }] } },
    "the local engine refused a demo event: timestamp is in the future",
  ],
])("says why the engine refused", async (answer, message) => {
  const { engineUrl } = await listen(() => answer);
  await expect(loadDemoData({ engineUrl, token: "local", now: NOW, after: NOW - 3600 })).rejects.toThrow(
    message,
  );
});

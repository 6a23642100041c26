import { spawn } from "node:child_process";
import { once } from "node:events";
import { createServer } from "node:http";
import type { AddressInfo } from "node:net";
import { resolve } from "node:path";
import { text } from "node:stream/consumers";
import { expect, onTestFinished, test } from "vitest";
import { createDataDir } from "../local/analytics-engine/test/running-engine.ts";
import { startProcess } from "../local/analytics-engine/test/start-process.ts";

const SCRIPT = resolve(import.meta.dirname, "test-live.ts");
const TOKEN = "local";
const ACCOUNT = {
  CLOUDFLARE_ACCOUNT_ID: "local",
  CLOUDFLARE_API_TOKEN: TOKEN,
  ANALYTICS_ENGINE_DATASET: "leads",
};

async function run(env: Record<string, string>): Promise<{ code: number | null; out: string; err: string }> {
  const own = { CLOUDFLARE_ACCOUNT_ID: "", CLOUDFLARE_API_TOKEN: "", ...env };
  const child = spawn(process.execPath, [SCRIPT], {
    stdio: ["ignore", "pipe", "pipe"],
    env: { ...process.env, ...own },
  });
  const outputs = Promise.all([text(child.stdout), text(child.stderr)]);
  const [code] = await once(child, "exit");
  const [out, err] = await outputs;
  return { code, out, err };
}

/** A SQL API that answers everything alike. */
async function startApi(status: number, body: string): Promise<string> {
  const server = createServer((request, response) => {
    request.resume();
    request.on("end", () => response.writeHead(status, { "content-type": "text/plain" }).end(body));
  });
  server.listen(0, "127.0.0.1");
  await once(server, "listening");
  onTestFinished(() => {
    server.close();
  });
  return `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
}

test("is skipped, and says so, without an account", async () => {
  const { code, out } = await run({});
  expect([code, out.split("\n")[0]]).toEqual([
    0,
    "Skipped: CLOUDFLARE_ACCOUNT_ID and CLOUDFLARE_API_TOKEN are not set.",
  ]);
});

test("finds no difference between the stand-in and itself", async () => {
  const { line: url } = await startProcess(createDataDir());
  const point = { timestamp: Math.floor(Date.now() / 1000) - 3600, index1: "a", blob1: "x", double1: 1 };
  const headers = { authorization: `Bearer ${TOKEN}` };
  await fetch(`${url}/import/leads`, { method: "POST", headers, body: JSON.stringify(point) });

  const { code, out, err } = await run({ ...ACCOUNT, ANALYTICS_ENGINE_URL: url });
  expect([code, err]).toEqual([0, ""]);
  expect(out).toMatch(/^\d{3} statements asked of \S+; 0 verdicts and 0 things differ\.$/m);
});

test("names each difference with its statements, and never the token", async () => {
  const token = "a-token-that-nobody-may-see";
  const url = await startApi(200, `not JSON, ${token}\n`);
  const { code, out } = await run({ ...ACCOUNT, CLOUDFLARE_API_TOKEN: token, ANALYTICS_ENGINE_URL: url });
  expect(code).toBe(1);
  expect(out).toContain(
    'status: here "422 Input was invalid: COUNT() function must have 0 arguments: 1", there "200"\n    [R]  SELECT COUNT(*) FROM leads',
  );
  expect(out).toContain('content type: here "application/json; charset=UTF-8", there "text/plain"');
  expect(out).not.toContain(token);
});

test("says in one sentence when the account cannot be asked", async () => {
  const refused = await run({ ...ACCOUNT, ANALYTICS_ENGINE_URL: await startApi(403, "{}") });
  const empty = await run({
    ...ACCOUNT,
    ANALYTICS_ENGINE_URL: await startApi(
      422,
      'Input was invalid: unable to find type of column: "timestamp"',
    ),
  });
  expect([refused.code, refused.err, empty.code, empty.err]).toMatchInlineSnapshot(`
    [
      1,
      "The API refused the token (403): it needs Account Analytics: Read on this account.
    ",
      1,
      "The account has no dataset leads with points (422 Input was invalid: unable to find type of column: "timestamp"): write one first, or name another in ANALYTICS_ENGINE_DATASET.
    ",
    ]
  `);
});

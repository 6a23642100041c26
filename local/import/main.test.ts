import { execFile } from "node:child_process";
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { createServer, type Server } from "node:http";
import type { AddressInfo } from "node:net";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { text } from "node:stream/consumers";
import { fileURLToPath } from "node:url";
import { afterAll, beforeAll, expect, test } from "vitest";

const MAIN = fileURLToPath(new URL("main.ts", import.meta.url));
const folder = mkdtempSync(join(tmpdir(), "import-main-"));
let server: Server;
let url = "";

/** A stand-in for an engine that never stored anything. */
beforeAll(async () => {
  server = createServer(async (request, response) => {
    const lines = (await text(request)).trimEnd().split("\n");
    if (request.url === "/import/lead_submissions")
      response.end(JSON.stringify({ accepted: lines.length, rejected: [] }));
    else response.writeHead(422).end("unable to find type of column: lead_submissions");
  });
  await new Promise<void>((done) => server.listen(0, "127.0.0.1", done));
  url = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
});
afterAll(async () => {
  rmSync(folder, { recursive: true });
  await new Promise((done) => server.close(done));
});

async function run(...args: string[]): Promise<{ code: number; out: string; error: string }> {
  return new Promise((resolve) => {
    execFile(process.execPath, [MAIN, ...args], (failure, out, error) => {
      resolve({ code: typeof failure?.code === "number" ? failure.code : 0, out, error });
    });
  });
}

test("tells by its exit code how it went", async () => {
  const good = join(folder, "good.csv");
  const bad = join(folder, "bad.csv");
  const list = join(folder, "rejected.tsv");
  writeFileSync(good, "Date\n2022-12-31\n");
  writeFileSync(bad, "Date\n2022-12-31\nsoon\n");
  const [help, done, rejected, missing] = await Promise.all([
    run("--help"),
    run(good, "--project", "acme", "--url", url),
    run(good, bad, "--project", "acme", "--url", url, "--rejected", list),
    run(join(folder, "none.csv"), "--project", "acme"),
  ]);
  expect(help).toMatchObject({ code: 0, error: "" });
  expect(done).toMatchObject({ code: 0, error: "" });
  expect(done.out).toContain("1 rows: 1 imported");
  expect(rejected.code).toBe(2);
  expect(readFileSync(list, "utf8")).toBe(
    `${bad}\t3\t"soon" is no time that can be read; use ISO 8601 (2022-12-31T18:05:00+05:30)\n`,
  );
  expect(missing).toMatchObject({ code: 1, error: `import: there is no file ${join(folder, "none.csv")}\n` });
});

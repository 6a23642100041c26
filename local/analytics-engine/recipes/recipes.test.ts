import { type ChildProcess, spawn } from "node:child_process";
import { readFileSync, writeFileSync } from "node:fs";
import { createRequire } from "node:module";
import { dirname, join } from "node:path";
import { text } from "node:stream/consumers";
import { fileURLToPath } from "node:url";
import { expect, onTestFinished, test } from "vitest";
import { createDataDir, rows, startTestEngine } from "../test/running-engine.ts";
import { settle } from "../test/worker.ts";

const here = (path: string) => fileURLToPath(new URL(path, import.meta.url));
const require = createRequire(import.meta.url);

/** The JavaScript file behind a package's command. */
function toCommand(packageName: string, command: string): string {
  const manifest = require.resolve(`${packageName}/package.json`);
  return join(dirname(manifest), JSON.parse(readFileSync(manifest, "utf8")).bin[command]);
}

/** Starts a tool in a process group of its own, which ends with the test: wrangler leaves workerd behind. */
function start(script: string, args: string[], cwd: string, env: Record<string, string> = {}): ChildProcess {
  const inherited = Object.entries(process.env).filter(
    ([name]) => !/^(VITEST|NODE_ENV|TEST$|DEV$|PROD$|MODE$)/.test(name),
  );
  const child = spawn(process.execPath, [script, ...args], {
    cwd,
    detached: true,
    stdio: ["ignore", "pipe", "pipe"],
    env: { ...Object.fromEntries(inherited), CI: "1", NO_COLOR: "1", ...env },
  });
  onTestFinished(() => {
    if (child.pid !== undefined && child.exitCode === null) process.kill(-child.pid, "SIGKILL");
  });
  return child;
}

/** The first match in what a process prints; fails with everything printed when it ends without one. */
function waitFor(child: ChildProcess, pattern: RegExp): Promise<string> {
  return new Promise((resolve, reject) => {
    let printed = "";
    const read = (chunk: Buffer) => {
      printed += chunk;
      const found = pattern.exec(printed)?.[1];
      if (found !== undefined) resolve(found);
    };
    child.stdout?.on("data", read);
    child.stderr?.on("data", read);
    child.once("exit", () => reject(new Error(printed)));
  });
}

/** Puts the recipe's configuration into a folder, with the engine of this test; gives its path. */
function writeConfig(folder: string, address: string): string {
  const recipe = readFileSync(here("wrangler/wrangler.local.toml"), "utf8");
  const config = join(folder, "wrangler.local.toml");
  const main = JSON.stringify(here("wrangler/worker.ts"));
  writeFileSync(config, recipe.replace('"worker.ts"', main).replace("127.0.0.1:8790", address));
  return config;
}

/** Visits the Worker five times and expects five points. */
async function expectVisitsStored(engine: Awaited<ReturnType<typeof startTestEngine>>, url: string) {
  for (let i = 0; i < 5; i++) await (await fetch(`${url}/pricing`)).text();
  await settle(engine, 5);
  const sql = "SELECT index1, blob1, SUM(_sample_interval) AS n FROM leads GROUP BY index1, blob1";
  expect(await rows(engine, sql)).toEqual([{ index1: "acme", blob1: "/pricing", n: "5" }]);
}

test("the wrangler recipe stores what a Worker under wrangler dev writes", async () => {
  const engine = await startTestEngine();
  const folder = createDataDir();
  const config = writeConfig(folder, engine.address);
  const args = ["dev", "-c", config, "--ip", "127.0.0.1", "--port", "0", "--inspector-port", "0"];
  const wrangler = start(toCommand("wrangler", "wrangler"), args, folder, {
    WRANGLER_SEND_METRICS: "false",
    WRANGLER_REGISTRY_PATH: join(folder, "registry"),
    CLOUDFLARE_DEV_REGISTRY_PATH: join(folder, "registry"),
    WRANGLER_LOG_PATH: join(folder, "logs"),
  });
  await expectVisitsStored(engine, await waitFor(wrangler, /Ready on (http:\/\/[\d.:]+)/));
});

test("the Vite recipe stores what a Worker under vite writes", async () => {
  const engine = await startTestEngine();
  const folder = createDataDir();
  writeConfig(folder, engine.address);
  const args = [folder, "--config", here("vite/vite.config.ts"), "--host", "127.0.0.1", "--port", "0"];
  const vite = start(toCommand("vite", "vite"), args, here("."), {
    WRANGLER_SEND_METRICS: "false",
    CLOUDFLARE_CF_FETCH_ENABLED: "false",
  });
  await expectVisitsStored(engine, await waitFor(vite, /Local:\s+(http:\/\/[\d.:]+)/));
});

test("the vitest recipe passes", async () => {
  const vitest = start(toCommand("vitest", "vitest"), ["run"], here("vitest"));
  const { stdout, stderr } = vitest;
  const printed = await Promise.all([stdout ? text(stdout) : "", stderr ? text(stderr) : ""]);
  expect(printed.join("\n")).toMatch(/Tests\s+2 passed/);
});

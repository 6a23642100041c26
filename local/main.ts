import { createServer } from "node:net";
import { toHome } from "./home.ts";
import { type Stack, startStack } from "./stack.ts";
import { toWelcome } from "./welcome.ts";

const DEFAULT_PORT = 8787;
const DEFAULT_ENGINE_PORT = 8790;

async function main(): Promise<void> {
  const port = readPort("PORT", DEFAULT_PORT);
  const enginePort = readPort("ANALYTICS_ENGINE_PORT", DEFAULT_ENGINE_PORT);
  await checkFree("PORT", port);
  await checkFree("ANALYTICS_ENGINE_PORT", enginePort);

  let stack: Stack | undefined;
  let isStopping = false;
  const stop = async () => {
    if (isStopping) return;
    isStopping = true;
    if (!stack) process.exit(130);
    console.log("\nStopping …");
    await stack.close();
    process.exit(0);
  };
  listen(stop);
  stopWithParent(stop);

  const home = toHome();
  stack = await startStack({
    home,
    port,
    enginePort,
    demoData: process.env.DEMO_DATA !== "off",
    onStep: showStep,
  });
  // The Worker's runtime has added a hook that would end the process before the engine is closed.
  listen(stop);
  const { engine, demoDayZero } = stack;
  console.log(toWelcome({ url: `http://localhost:${port}`, engineUrl: engine.url, home, demoDayZero }));
}

/** When whoever started us is gone without a word, nothing may stay behind. */
function stopWithParent(stop: () => Promise<void>): void {
  const parent = process.ppid;
  setInterval(() => {
    if (process.ppid !== parent) void stop();
  }, 1000).unref();
}

/** Makes `stop` the one thing that a signal does. */
function listen(stop: () => Promise<void>): void {
  for (const signal of ["SIGINT", "SIGTERM", "SIGHUP"] as const) {
    process.removeAllListeners(signal);
    process.on(signal, stop);
  }
}

function showStep(step: string): void {
  console.log(`  ${step}`);
}

function readPort(name: string, fallback: number): number {
  const text = process.env[name];
  if (text === undefined || text === "") return fallback;
  const port = Number(text);
  if (Number.isInteger(port) && port > 0 && port < 65_536) return port;
  throw new Error(`${name} must be a port from 1 to 65535, not "${text}".`);
}

/** @throws Error in one sentence when another program has the port */
async function checkFree(name: string, port: number): Promise<void> {
  const server = createServer();
  const isFree = await new Promise<boolean>((done) => {
    server.once("error", () => done(false));
    server.listen(port, "127.0.0.1", () => done(true));
  });
  await new Promise((done) => server.close(done));
  if (!isFree) {
    throw new Error(
      `Port ${port} is in use by another program: stop it, or choose another with ${name}=${port + 10} npm start.`,
    );
  }
}

main().catch((error: unknown) => {
  console.error(error instanceof Error ? error.message : String(error));
  process.exit(1);
});

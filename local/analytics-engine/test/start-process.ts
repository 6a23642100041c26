import { type ChildProcess, spawn } from "node:child_process";
import { once } from "node:events";
import { createInterface } from "node:readline";
import { fileURLToPath } from "node:url";
import { onTestFinished } from "vitest";

/** Starts an engine in its own process; gives the process and the first line it prints. */
export async function startProcess(dataDir: string): Promise<{ child: ChildProcess; line: string }> {
  const script = fileURLToPath(new URL("engine-process.ts", import.meta.url));
  const child = spawn(process.execPath, [script, dataDir], { stdio: ["ignore", "pipe", "ignore"] });
  onTestFinished(() => {
    child.kill("SIGKILL");
  });
  const [line] = await once(createInterface({ input: child.stdout }), "line");
  return { child, line };
}

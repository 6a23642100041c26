import { spawn } from "node:child_process";
import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join, resolve } from "node:path";

const COMMAND = resolve(
  import.meta.dirname,
  "../node_modules/@modelcontextprotocol/inspector/clients/launcher/build/index.js",
);

export interface Inspection {
  /** 0: fine; 2: no app; 3: sign-in; 4: not reached; 5: tool error; 6: schema not portable. */
  readonly exitCode: number | null;
  readonly stdout: string;
  readonly stderr: string;
}

/** Runs the Inspector's command line against an endpoint, with a key, without a browser and without a home of its own. */
export async function inspect(url: string, key: string, args: readonly string[]): Promise<Inspection> {
  const home = mkdtempSync(join(tmpdir(), "lead-stats-inspector-"));
  const connection = ["--cli", url, "--transport", "http", "--stored-auth-only"];
  const authorization = ["--header", `Authorization: Bearer ${key}`];
  try {
    return await run([COMMAND, ...connection, ...authorization, ...args], {
      ...process.env,
      HOME: home,
      USERPROFILE: home,
      NO_COLOR: "1",
    });
  } finally {
    rmSync(home, { recursive: true, force: true });
  }
}

function run(args: readonly string[], env: NodeJS.ProcessEnv): Promise<Inspection> {
  return new Promise((resolve, reject) => {
    const child = spawn(process.execPath, args, { stdio: ["ignore", "pipe", "pipe"], timeout: 50_000, env });
    let stdout = "";
    let stderr = "";
    child.stdout.on("data", (chunk: Buffer) => {
      stdout += chunk.toString();
    });
    child.stderr.on("data", (chunk: Buffer) => {
      stderr += chunk.toString();
    });
    child.on("error", reject);
    child.on("close", (exitCode) => resolve({ exitCode, stdout, stderr }));
  });
}

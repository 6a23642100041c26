import { existsSync, rmSync } from "node:fs";
import { resolve } from "node:path";
import { startEngine } from "local-analytics-engine";
import { toHome } from "./home.ts";

const home = toHome();
const dataDir = resolve(home, "engine");

/** Which process has the engine's folder open, in the words of a second `npm start`; `undefined` when none has. */
async function findRunning(): Promise<string | undefined> {
  if (!existsSync(dataDir)) return undefined;
  try {
    const engine = await startEngine({ dataDir, port: 0 });
    await engine.close();
    return undefined;
  } catch (error) {
    const { message } = error as Error;
    // A folder that cannot be opened for another reason is what a reset is for.
    return / is already open in process \d+;/.test(message) ? message : undefined;
  }
}

const running = await findRunning();
if (running === undefined) {
  rmSync(home, { recursive: true, force: true });
  console.log(`Emptied ${home}.`);
} else {
  console.error(`${running} Nothing was emptied.`);
  process.exitCode = 1;
}

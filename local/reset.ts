import { existsSync, readdirSync, rmdirSync, rmSync } from "node:fs";
import { resolve } from "node:path";
import { startEngine } from "local-analytics-engine";
import { LOCAL_STATE, MEMORY_FILE, toHome } from "./home.ts";

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

/** Why nothing may be emptied. */
async function findObstacle(): Promise<string | undefined> {
  // The folder may be anybody's, by a slip of the variable: another Worker's has a wrangler.json, too.
  const isOurs = !existsSync(home) || existsSync(resolve(home, MEMORY_FILE));
  return isOurs ? findRunning() : `${home} is no folder that npm start keeps: it has no ${MEMORY_FILE}.`;
}

const obstacle = await findObstacle();
if (obstacle === undefined) {
  for (const name of LOCAL_STATE) rmSync(resolve(home, name), { recursive: true, force: true });
  if (existsSync(home) && readdirSync(home).length === 0) rmdirSync(home);
  console.log(`Emptied ${home}.`);
} else {
  console.error(`${obstacle} Nothing was emptied.`);
  process.exitCode = 1;
}

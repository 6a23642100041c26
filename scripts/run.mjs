// Runs a script of this project on the project's own Node: node scripts/run.mjs FILE [ARGUMENTS]
import { install, NODE, run } from "./install.mjs";

await install();
process.exitCode = await run(NODE, process.argv.slice(2));

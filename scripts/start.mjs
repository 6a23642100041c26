// npm start: installs what is missing, then runs everything on this machine.
import { install, NODE, run } from "./install.mjs";

await install();
process.exitCode = await run(NODE, ["local/main.ts"]);

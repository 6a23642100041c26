// npm test: installs what is missing, then runs everything that must hold. `--quick` leaves out what is slow.
import { existsSync } from "node:fs";
import { join } from "node:path";
import { install, NODE, ROOT, run } from "./install.mjs";

const isQuick = process.argv.includes("--quick");
const bin = (name) => join(ROOT, "node_modules", ".bin", name);

/** The pure code; the local engine has a `src` of its own. */
const QUICK = [
  ...["src/", "local/import", "local/demo-data", "test/layers", "test/lock"],
  ...["--exclude", "local/analytics-engine/**"],
];

/** What runs, in order; a step that fails ends the run. */
const STEPS = [
  ["format and lint", bin("biome"), ["check", "--error-on-warnings", "."]],
  ["types of the Worker", bin("tsc"), ["-p", "tsconfig.json"]],
  ["types of browser code", bin("tsc"), ["-p", "tsconfig.form.json"]],
  ["types of local parts and scripts", bin("tsc"), ["-p", "tsconfig.node.json"]],
  ["documentation is current", NODE, ["scripts/docs.ts", "--check"]],
  isQuick
    ? ["quick tests", bin("vitest"), ["run", "--project", "node", ...QUICK]]
    : ["all tests", bin("vitest"), ["run"]],
];

await install();
const started = Date.now();
for (const [name, command, args] of STEPS) {
  const began = Date.now();
  console.log(`\n▶ ${name}`);
  if (!existsSync(command)) {
    console.error(`${command} is missing: remove node_modules and start again.`);
    process.exit(1);
  }
  const code = await run(command, args);
  if (code !== 0) {
    console.error(`✗ ${name} failed.`);
    process.exit(code);
  }
  console.log(`✓ ${name} (${((Date.now() - began) / 1000).toFixed(1)} s)`);
}
console.log(`\nEverything passed in ${((Date.now() - started) / 1000).toFixed(0)} s.`);

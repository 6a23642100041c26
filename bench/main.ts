import { spawnSync } from "node:child_process";
import { existsSync, readdirSync } from "node:fs";
import { resolve } from "node:path";

/** Every benchmark is a folder with a main.ts; each prints its ratios. Names as arguments choose some of them. */
const names = readdirSync(import.meta.dirname, { withFileTypes: true })
  .filter((entry) => entry.isDirectory() && existsSync(resolve(import.meta.dirname, entry.name, "main.ts")))
  .map(({ name }) => name);
const flags = process.argv.slice(2).filter((argument) => argument.startsWith("--"));
const chosen = process.argv.slice(2).filter((argument) => !argument.startsWith("--"));
const unknown = chosen.filter((name) => !names.includes(name));
if (unknown.length > 0) {
  console.error(`There is no benchmark ${unknown.join(", ")}; there are ${names.join(", ")}.`);
  process.exit(1);
}
for (const name of chosen.length > 0 ? chosen : names) {
  console.log(`\n▶ bench/${name}`);
  const { status } = spawnSync(process.execPath, [resolve(import.meta.dirname, name, "main.ts"), ...flags], {
    stdio: "inherit",
  });
  if (status !== 0) process.exitCode = 1;
}

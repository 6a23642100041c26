import { readFileSync, writeFileSync } from "node:fs";
import { resolve } from "node:path";
import { toTable } from "./result.ts";
import { FULL, runAll, SHORT } from "./run.ts";

const README = resolve(import.meta.dirname, "README.md");
const MARKS = ["<!-- results -->", "<!-- end of results -->"] as const;

const isShort = process.argv.includes("--short");
const results = await runAll(isShort ? SHORT : FULL);
const table = toTable(results);
console.log(table);
if (process.argv.includes("--write")) {
  const [before = "", rest = ""] = readFileSync(README, "utf8").split(MARKS[0]);
  const [, after = ""] = rest.split(MARKS[1]);
  writeFileSync(README, `${before}${MARKS[0]}\n\n${table}\n\n${MARKS[1]}${after}`);
}
if (results.some(({ isMet }) => isMet === false)) process.exitCode = 1;

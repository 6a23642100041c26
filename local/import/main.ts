import { writeFile } from "node:fs/promises";
import { createEngineClient } from "./engine-client.ts";
import { HELP } from "./help.ts";
import { importFile } from "./import.ts";
import { ImportError } from "./import-error.ts";
import { readOptions } from "./options.ts";

/** The local engine takes nothing from outside this machine, so its token is no secret. */
const LOCAL_TOKEN = "local";
const REJECTED_EXIT_CODE = 2;

async function main(): Promise<number> {
  const asked = readOptions(process.argv.slice(2), process.env);
  const output = { isTty: process.stdout.isTTY, write: (text: string) => void process.stdout.write(text) };
  if (asked === "help") {
    output.write(HELP);
    return 0;
  }
  const { files, options } = asked;
  const engine = createEngineClient(options.url, LOCAL_TOKEN);
  const lines: string[] = [];
  for (const file of files) {
    const tally = await importFile(file, options, { engine, output, now: Date.now() / 1000 });
    lines.push(...tally.rejected.map(({ line, reason }) => `${file}\t${line}\t${reason}\n`));
  }
  if (options.rejectedFile !== undefined) await writeFile(options.rejectedFile, lines.join(""));
  return lines.length === 0 ? 0 : REJECTED_EXIT_CODE;
}

try {
  process.exitCode = await main();
} catch (error) {
  if (!(error instanceof ImportError)) throw error;
  console.error(`import: ${error.message}`);
  process.exitCode = 1;
}

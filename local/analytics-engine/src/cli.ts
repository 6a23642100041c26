#!/usr/bin/env node
import { HELP, readCommandLine } from "./cli-options.ts";
import { startEngine } from "./index.ts";

try {
  const options = readCommandLine(process.argv.slice(2));
  if (options === null) {
    process.stdout.write(HELP);
  } else {
    const engine = await startEngine(options);
    for (const signal of ["SIGINT", "SIGTERM"]) process.once(signal, () => engine.close());
    console.log(
      `Local Analytics Engine on ${engine.url} (${engine.stats().points} points in ${options.dataDir})`,
    );
  }
} catch (error) {
  console.error(`local-analytics-engine: ${error instanceof Error ? error.message : error}`);
  process.exitCode = 1;
}

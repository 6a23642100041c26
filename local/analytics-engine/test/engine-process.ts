import { startEngine } from "../src/index.ts";

// Started by tests as a process of its own: prints its address, or why it could not start.
const [dataDir = ""] = process.argv.slice(2);
try {
  const engine = await startEngine({ dataDir, port: 0 });
  console.log(engine.url);
} catch (error) {
  console.log(error instanceof Error ? error.message : error);
}

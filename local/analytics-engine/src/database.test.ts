import { writeFileSync } from "node:fs";
import { join } from "node:path";
import { expect, test } from "vitest";
import { createDataDir, startTestEngine } from "../test/running-engine.ts";
import { startProcess } from "../test/start-process.ts";
import { startEngine } from "./index.ts";

test("tells a second process who has the folder", async () => {
  const dataDir = createDataDir();
  await startTestEngine({ dataDir });
  const { line } = await startProcess(dataDir);
  expect(line).toBe(
    `The data folder ${dataDir} is already open in process ${process.pid}; stop that one first or use another folder.`,
  );
});

test("opens one folder at a time in a process, and the next one after closing", async () => {
  const dataDir = createDataDir();
  const engine = await startTestEngine({ dataDir });
  await expect(startEngine({ dataDir: createDataDir(), port: 0 })).rejects.toThrow(
    `This process already runs an engine on ${dataDir}, and chDB opens one folder per process;`,
  );
  await engine.close();
  await startTestEngine();
});

test("says so when the folder cannot be a database", async () => {
  const file = join(createDataDir(), "file");
  writeFileSync(file, "");
  await expect(startEngine({ dataDir: file, port: 0 })).rejects.toThrow(
    `The data folder ${file} could not be opened as a database; check that the folder is writable`,
  );
  await startTestEngine();
});

test("gives the folder back when the port is taken", async () => {
  const engine = await startTestEngine();
  const port = engine.port;
  const { line } = await startProcess(createDataDir());
  expect(line).toMatch(/^http/);
  await engine.close();
  const dataDir = createDataDir();
  const taken = Number(new URL(line).port);
  await expect(startEngine({ dataDir, port: taken })).rejects.toThrow(
    `Port ${taken} is in use; choose another one.`,
  );
  expect((await startTestEngine({ dataDir, port })).port).toBe(port);
});

import { spawnSync } from "node:child_process";
import { once } from "node:events";
import { existsSync, mkdirSync, mkdtempSync, readdirSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { beforeEach, expect, onTestFinished, test } from "vitest";
import { startProcess } from "./analytics-engine/test/start-process.ts";
import { ROOT, toHome } from "./home.ts";

let home: string;
let engineDir: string;

beforeEach(() => {
  const parent = mkdtempSync(join(tmpdir(), "lead-stats-reset-"));
  onTestFinished(() => rmSync(parent, { recursive: true, force: true, maxRetries: 5 }));
  home = join(parent, "home");
  engineDir = join(home, "engine");
  mkdirSync(home);
  writeFileSync(join(home, "memory.json"), "{}");
});

function reset() {
  const { status, stdout, stderr } = spawnSync(process.execPath, [join(import.meta.dirname, "reset.ts")], {
    encoding: "utf8",
    env: { ...process.env, LEAD_STATS_HOME: home },
  });
  return { status, stdout, stderr };
}

test("empties the folder of all local state", () => {
  expect(reset()).toEqual({ status: 0, stdout: `Emptied ${home}.\n`, stderr: "" });
  expect(existsSync(home)).toBe(false);
});

test("leaves what others keep in the folder", () => {
  writeFileSync(join(home, "notes.txt"), "mine");
  expect(reset()).toMatchObject({ status: 0, stdout: `Emptied ${home}.\n` });
  expect(readdirSync(home)).toEqual(["notes.txt"]);
});

test("refuses a folder that was never started in", () => {
  rmSync(join(home, "memory.json"));
  for (const name of ["notes.txt", "wrangler.json"]) writeFileSync(join(home, name), "mine");
  expect(reset()).toEqual({
    status: 1,
    stdout: "",
    stderr: `${home} is no folder that npm start keeps: it has no memory.json. Nothing was emptied.\n`,
  });
  expect(readdirSync(home)).toEqual(["notes.txt", "wrangler.json"]);
});

test("an empty variable means the usual folder, not the repository", () => {
  expect(toHome({ LEAD_STATS_HOME: "" })).toBe(toHome({}));
  expect(toHome({})).toBe(join(ROOT, ".local"));
});

test("leaves what a running process has open as it is, and names the process", async () => {
  const { child } = await startProcess(engineDir);
  expect(reset()).toMatchObject({
    status: 1,
    stdout: "",
    stderr: `The data folder ${engineDir} is already open in process ${child.pid}; stop that one first or use another folder. Nothing was emptied.\n`,
  });
  expect(existsSync(join(home, "memory.json"))).toBe(true);

  child.kill("SIGKILL");
  await once(child, "exit");
  expect(reset()).toMatchObject({ status: 0, stdout: `Emptied ${home}.\n` });
  expect(existsSync(home)).toBe(false);
});

test("empties a folder that no engine can open", () => {
  writeFileSync(engineDir, "not a database");
  expect(reset()).toMatchObject({ status: 0, stdout: `Emptied ${home}.\n` });
  expect(existsSync(home)).toBe(false);
});

import { spawnSync } from "node:child_process";
import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { expect, onTestFinished, test } from "vitest";
import { PROJECTS_NAME } from "../src/access/project-directory.ts";

function createHome(): string {
  const home = mkdtempSync(join(tmpdir(), "lead-stats-keys-"));
  onTestFinished(() => rmSync(home, { recursive: true, force: true }));
  return home;
}

function run(home: string, script: string, ...args: readonly string[]) {
  const env = { ...process.env, LEAD_STATS_HOME: home };
  const { status, stdout, stderr } = spawnSync(process.execPath, [script, ...args], {
    encoding: "utf8",
    env,
  });
  return { status, stdout, sentence: stderr.split("\n")[0] };
}

/** Runs the command on stores that do not exist: whatever gets as far as them fails in other words. */
function create(...args: readonly string[]) {
  return run(createHome(), KEYS, "create", "--local", ...args);
}

/** A folder with a directory that holds these projects. */
function createDirectory(projects: readonly object[]): string {
  const home = createHome();
  const config = { name: "keys-test", kv_namespaces: [{ binding: "DIRECTORY", id: "directory" }] };
  writeFileSync(join(home, "wrangler.json"), JSON.stringify(config));
  const script = join(home, "put.ts");
  const value = JSON.stringify(JSON.stringify(projects));
  const helper = JSON.stringify(join(import.meta.dirname, "directory.ts"));
  writeFileSync(
    script,
    `import { putValue } from ${helper};\nawait putValue("${PROJECTS_NAME}", ${value}, true);\n`,
  );
  expect(run(home, script)).toMatchObject({ status: 0 });
  return home;
}

const KEYS = join(import.meta.dirname, "keys.ts");

const MARKETING = ["--role", "marketing"];

test.each<[readonly string[], string]>([
  [
    [...MARKETING, "--projects", "Acme"],
    "--projects: must be a project id: up to 64 lower-case letters, digits, - and _, beginning with a letter or digit.",
  ],
  [
    [...MARKETING, "--projects", ""],
    "--projects: must be a project id: up to 64 lower-case letters, digits, - and _, beginning with a letter or digit.",
  ],
  [[...MARKETING, "--test"], "--test: only a key with the role ingest can be a test key."],
  [["--role", "admn"], '--role: "admn" is not allowed here; allowed are admin, marketing, ingest.'],
  [[], "--role: is missing; allowed are admin, marketing, ingest."],
  [
    [...MARKETING, "--expires", "tomorrow"],
    "--expires: must be a date or a date-time with its offset, such as 2027-01-01 or 2027-01-01T00:00:00Z.",
  ],
  [[...MARKETING, "--expires", "2020-01-01"], "--expires: must be in the future."],
  [[...MARKETING, "--label", "x".repeat(201)], "--label: must have at most 200 characters."],
])("a key that could never work is not stored: %j", (args, sentence) => {
  expect(create(...args)).toEqual({ status: 1, stdout: "", sentence });
});

test("an option that is none is refused in a sentence", () => {
  const { status, stdout, sentence } = create(...MARKETING, "--project", "acme");
  expect([status, stdout, sentence]).toEqual([1, "", expect.stringMatching(/^Unknown option '--project'/)]);
});

test("a key is only made for projects that exist", () => {
  const home = createDirectory([
    { id: "acme", name: "Acme" },
    { id: "skyline", name: "Skyline" },
  ]);
  const ask = (projects: string) =>
    run(home, KEYS, "create", "--local", ...MARKETING, "--projects", projects);
  expect(ask("acme,nope")).toEqual({
    status: 1,
    stdout: "",
    sentence: "--projects: nope is not the id of a project; there are acme, skyline.",
  });
  expect(ask("acme,skyline")).toMatchObject({ status: 0, stdout: expect.stringMatching(/^lsk_/) });
  expect(run(home, KEYS, "list", "--local").stdout).toMatch(/^\w{8}\tmarketing\tacme,skyline\t[^\n]*\n$/);
});

test("before there is a project, a key for one is refused", () => {
  const home = createDirectory([]);
  expect(run(home, KEYS, "create", "--local", ...MARKETING, "--projects", "acme").sentence).toBe(
    "--projects: acme is not the id of a project; there are none yet.",
  );
});

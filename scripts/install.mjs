// Plain JavaScript on purpose: this runs before anything is installed, on whatever Node there is.
import { spawn } from "node:child_process";
import { createHash } from "node:crypto";
import { existsSync, readFileSync, writeFileSync } from "node:fs";
import { delimiter, join, resolve } from "node:path";

export const ROOT = resolve(import.meta.dirname ?? new URL("..", import.meta.url).pathname, "..");
const STAMP = join(ROOT, "node_modules", ".installed");
/** The Node that everything but these scripts runs on; it is one of the packages. */
export const NODE = join(ROOT, "node_modules", ".bin", "node");

/** Environment in which the packages' commands, their Node first, are found. */
export const ENVIRONMENT = {
  ...process.env,
  PATH: `${join(ROOT, "node_modules", ".bin")}${delimiter}${process.env.PATH ?? ""}`,
};

const SIGNALS = ["SIGINT", "SIGTERM", "SIGHUP"];

/** Ends the process with one sentence. */
export function fail(sentence) {
  console.error(sentence);
  process.exit(1);
}

/** Installs the packages the lock file names, if they are not there yet. */
export async function install() {
  checkPlatform();
  const wanted = createHash("sha256")
    .update(readFileSync(join(ROOT, "package-lock.json")))
    .digest("hex");
  if (existsSync(STAMP) && existsSync(NODE) && readFileSync(STAMP, "utf8") === wanted) return;
  const started = Date.now();
  console.log("Installing packages (once, about a minute) …");
  const beat = setInterval(() => console.log(`  … ${Math.round((Date.now() - started) / 1000)} s`), 10_000);
  const code = await run("npm", ["ci", "--no-audit", "--no-fund", "--loglevel=error"], process.env);
  clearInterval(beat);
  if (code !== 0) fail("npm could not install the packages; its message above says why.");
  writeFileSync(STAMP, wanted);
  console.log(`Installed in ${Math.round((Date.now() - started) / 1000)} s.`);
}

function checkPlatform() {
  const [major = 0] = process.versions.node.split(".").map(Number);
  if (major < 20) fail(`Node 20 or newer is needed; this is ${process.version}.`);
  if (process.platform === "win32") {
    fail("The local engine (chDB) has no Windows build: run this inside WSL2 (https://aka.ms/wsl).");
  }
  if (process.platform === "linux" && !process.report?.getReport().header.glibcVersionRuntime) {
    fail("The local engine (chDB) needs Linux with glibc; musl (Alpine) is not supported.");
  }
}

/** Runs a command with this terminal; resolves with its exit code. */
export function run(command, args, env = ENVIRONMENT) {
  return new Promise((done) => {
    // In a group of its own the child alone hears of Ctrl-C, from us, and can close what it opened in good order.
    const child = spawn(command, args, { cwd: ROOT, env, stdio: "inherit", detached: true });
    const pass = (signal) => child.kill(signal);
    for (const signal of SIGNALS) process.on(signal, pass);
    child.on("error", (error) => {
      console.error(`${command} could not be started: ${error.message}`);
      done(1);
    });
    child.on("exit", (code, signal) => {
      for (const signal of SIGNALS) process.off(signal, pass);
      done(code ?? (signal === "SIGINT" ? 130 : 1));
    });
  });
}

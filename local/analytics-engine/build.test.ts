import { execFileSync, spawn } from "node:child_process";
import { once } from "node:events";
import { mkdirSync, realpathSync, symlinkSync } from "node:fs";
import { createRequire } from "node:module";
import { dirname, join } from "node:path";
import { expect, onTestFinished, test } from "vitest";
import { buildPackage } from "./build.ts";
import { createDataDir, rows } from "./test/running-engine.ts";

const require = createRequire(import.meta.url);

/** Packs the package and unpacks it in a project of its own, as an installation would. */
function install(): string {
  const project = createDataDir();
  const built = join(project, "built");
  buildPackage(built);
  const packed = execFileSync("npm", ["pack", built, "--pack-destination", project, "--silent"], {
    encoding: "utf8",
  });
  const modules = join(project, "node_modules");
  const target = join(modules, "local-analytics-engine");
  mkdirSync(target, { recursive: true });
  execFileSync("tar", ["-xzf", join(project, packed.trim()), "-C", target, "--strip-components=1"]);
  symlinkSync(realpathSync(dirname(require.resolve("chdb/package.json"))), join(modules, "chdb"));
  return project;
}

test("works from its tarball, outside the workspace", async () => {
  const project = install();
  const script = "import('local-analytics-engine').then((found) => console.log(Object.keys(found).join()))";
  const exported = execFileSync(process.execPath, ["-e", script], { cwd: project, encoding: "utf8" });
  expect(exported.trim()).toBe("OptionInvalid,plugins,startEngine,toLocalBinding");

  const command = join(project, "node_modules", "local-analytics-engine", "cli.js");
  const child = spawn(process.execPath, [command, "--data", join(project, "data"), "--port", "0"], {
    stdio: ["ignore", "pipe", "inherit"],
  });
  onTestFinished(() => {
    child.kill("SIGKILL");
  });
  const [line] = await once(child.stdout, "data");
  const url = /http:\/\/[\d.:]+/.exec(String(line))?.[0] ?? "";
  expect(await rows({ url }, "SELECT 1 AS one")).toEqual([{ one: 1 }]);
  child.kill("SIGTERM");
  expect(await once(child, "exit")).toEqual([0, null]);
});

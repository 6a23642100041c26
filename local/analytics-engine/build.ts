import { execFileSync } from "node:child_process";
import { cpSync, mkdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { createRequire } from "node:module";
import { dirname, join } from "node:path";
import { fileURLToPath } from "node:url";

const here = (path: string) => fileURLToPath(new URL(path, import.meta.url));
const require = createRequire(import.meta.url);

/**
 * Builds the package as it is published into a folder: Node strips no types below node_modules, so there it must be
 * JavaScript, while the workspace runs its sources.
 */
export function buildPackage(folder: string): void {
  rmSync(folder, { recursive: true, force: true });
  mkdirSync(folder, { recursive: true });
  const tsc = join(dirname(require.resolve("typescript/package.json")), "bin", "tsc");
  execFileSync(process.execPath, [tsc, "-p", here("tsconfig.build.json"), "--outDir", folder], {
    stdio: "inherit",
  });
  writeFileSync(join(folder, "package.json"), `${JSON.stringify(toManifest(), null, 2)}\n`);
  cpSync(here("README.md"), join(folder, "README.md"));
  cpSync(here("DIALECT.md"), join(folder, "DIALECT.md"));
  cpSync(here("../../LICENSE"), join(folder, "LICENSE"));
}

/** The workspace's manifest without what concerns the workspace alone. */
function toManifest(): object {
  const { private: _, scripts: __, ...manifest } = JSON.parse(readFileSync(here("package.json"), "utf8"));
  return {
    ...manifest,
    exports: { ".": { types: "./index.d.ts", default: "./index.js" } },
    bin: { "local-analytics-engine": "./cli.js" },
  };
}

if (process.argv[1] === fileURLToPath(import.meta.url)) buildPackage(here("dist"));

import { execFileSync } from "node:child_process";
import { resolve } from "node:path";
import { ROOT } from "../local/home.ts";

/**
 * Builds what a deployment would upload, without a deployment.
 * @returns the path of its main module, in `folder`
 */
export function buildProduction(folder: string): string {
  const wrangler = resolve(ROOT, "node_modules/wrangler/bin/wrangler.js");
  execFileSync(process.execPath, [wrangler, "deploy", "--dry-run", "--minify", "--outdir", folder], {
    cwd: ROOT,
    env: { ...process.env, WRANGLER_SEND_METRICS: "false", NO_COLOR: "1" },
    stdio: ["ignore", "ignore", "pipe"],
  });
  return resolve(folder, "index.js");
}

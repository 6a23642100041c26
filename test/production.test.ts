import { execFileSync } from "node:child_process";
import { globSync, mkdtempSync, readFileSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join, resolve } from "node:path";
import { gzipSync } from "node:zlib";
import { afterAll, beforeAll, describe, expect, test } from "vitest";

const ROOT = resolve(import.meta.dirname, "..");
const MAX_GZIP_KIB = 320;

describe("the production build", () => {
  let folder = "";
  let printed = "";
  let bundle = "";

  beforeAll(() => {
    folder = mkdtempSync(join(tmpdir(), "lead-stats-build-"));
    printed = execFileSync(
      process.execPath,
      [
        resolve(ROOT, "node_modules/wrangler/bin/wrangler.js"),
        "deploy",
        "--dry-run",
        "--minify",
        "--outdir",
        folder,
      ],
      { cwd: ROOT, encoding: "utf8", env: { ...process.env, WRANGLER_SEND_METRICS: "false", NO_COLOR: "1" } },
    );
    bundle = globSync("*.{js,md}", { cwd: folder })
      .map((name) => readFileSync(join(folder, name), "utf8"))
      .join("\n");
  }, 120_000);
  afterAll(() => rmSync(folder, { recursive: true, force: true }));

  test("knows no local key and nothing of the local parts", () => {
    expect(bundle.length).toBeGreaterThan(100_000);
    const configuration = readFileSync(resolve(ROOT, "wrangler.toml"), "utf8");
    for (const text of [bundle, configuration, printed]) {
      expect(text).not.toMatch(/lsk_local|local-analytics-engine|chdb|demo-data|local-identity-secret/i);
    }
  });

  test("binds the real dataset", () => {
    expect(printed).toContain("LEAD_SUBMISSIONS");
    expect(printed).not.toContain("unsafe");
  });

  test(`stays below ${MAX_GZIP_KIB} KiB gzipped`, () => {
    const kib = gzipSync(bundle).length / 1024;
    console.log(`bundle: ${(bundle.length / 1024).toFixed(0)} KiB, ${kib.toFixed(0)} KiB gzipped`);
    expect(kib).toBeLessThan(MAX_GZIP_KIB);
  });
});

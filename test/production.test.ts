import { execFileSync } from "node:child_process";
import { globSync, mkdtempSync, readFileSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join, resolve } from "node:path";
import { afterAll, beforeAll, describe, expect, test } from "vitest";

const ROOT = resolve(import.meta.dirname, "..");
const MAX_GZIP_KIB = 300;

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

  test("leaves what is served as files to the files", () => {
    expect(bundle).not.toMatch(/x-codeSamples|data-lead-form/);
  });

  test(`stays below ${MAX_GZIP_KIB} KiB gzipped, as wrangler counts`, () => {
    const [line = "", kib] = /Total Upload: .* gzip: ([\d.]+) KiB/.exec(printed) ?? [];
    console.log(line);
    expect(Number(kib)).toBeLessThan(MAX_GZIP_KIB);
  });
});

import { resolve } from "node:path";
import { build } from "esbuild";

const ROOT = resolve(import.meta.dirname, "..");

/** Where the built form script is kept, to be served at /lead.js. */
export const FORM_SCRIPT = resolve(ROOT, "public/lead.js");

/** Builds the form script: one small file that every browser since 2021 reads. */
export async function buildFormScript(): Promise<string> {
  const { outputFiles } = await build({
    absWorkingDir: ROOT,
    entryPoints: ["src/form/lead.ts"],
    bundle: true,
    minify: true,
    format: "iife",
    target: "es2020",
    charset: "utf8",
    tsconfig: "tsconfig.form.json",
    write: false,
  });
  const [file] = outputFiles;
  if (!file) throw new Error("esbuild wrote nothing");
  return file.text;
}

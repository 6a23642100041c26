import { resolve } from "node:path";
import { build } from "esbuild";

const ROOT = resolve(import.meta.dirname, "..");

/** Where the built form script is kept: the Worker serves it, so it is part of its source. */
export const FORM_BUNDLE = resolve(ROOT, "src/form/bundle.ts");

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
  return file.text.trim();
}

/** The module that carries a built script. */
export function toFormModule(script: string): string {
  return `// Generated from lead.ts by npm run form; not edited by hand.
// biome-ignore-all format: one line, as it is served
// biome-ignore-all lint: its source is linted

/** The form script as it is served at /lead.js. */
export const FORM_SCRIPT = ${JSON.stringify(script)};
`;
}

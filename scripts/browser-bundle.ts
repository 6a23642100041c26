import { resolve } from "node:path";
import { type BuildOptions, build } from "esbuild";

const ROOT = resolve(import.meta.dirname, "..");

/** A script or a style for browsers, with all it imports, as one text. */
export async function toBrowserBundle(path: string, options: BuildOptions = {}): Promise<string> {
  const { outputFiles } = await build({
    absWorkingDir: ROOT,
    entryPoints: [resolve(ROOT, path)],
    bundle: true,
    minify: true,
    format: "esm",
    target: "es2022",
    charset: "utf8",
    tsconfig: "tsconfig.form.json",
    ...options,
    write: false,
  });
  const text = outputFiles?.[0]?.text.trim();
  if (!text) throw new Error(`esbuild wrote nothing for ${path}`);
  return text;
}

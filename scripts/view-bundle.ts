import { resolve } from "node:path";
import { build } from "esbuild";

const ROOT = resolve(import.meta.dirname, "..");
const FOLDER = resolve(ROOT, "src/mcp/view");

/** Where the built view is kept: among the files that are served beside the Worker. */
export const CHART_FILE = resolve(ROOT, "public/chart.html");

/** Names that no answer, host or browser knows: the parts of a chart. */
const INNER_NAMES =
  /^(marks|label|words|shares|heading|series|isShare|aside|other|level|outer|inner|isDown|kind|onContext|onResult|onCancel)$/;

/** Builds the view: one page with its style and script inside, because a host gives it no network. */
export async function buildView(): Promise<string> {
  const [script, style] = await Promise.all(["main.ts", "view.css"].map(toBuilt));
  if (!script || !style) throw new Error("esbuild wrote nothing");
  const head = `<head><meta charset="utf-8"><title>Lead chart</title><style>${style.replace(/ ?([:,/]) /g, "$1")}</style></head>`;
  return `<!doctype html><html lang="en">${head}<body><main></main><script>${script}</script></body></html>`;
}

async function toBuilt(file: string): Promise<string> {
  const { outputFiles } = await build({
    absWorkingDir: ROOT,
    entryPoints: [resolve(FOLDER, file)],
    bundle: true,
    minify: true,
    format: "esm",
    target: "es2022",
    charset: "utf8",
    mangleProps: INNER_NAMES,
    tsconfig: "tsconfig.form.json",
    write: false,
  });
  return outputFiles[0]?.text.trim() ?? "";
}

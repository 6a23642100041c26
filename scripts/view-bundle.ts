import { resolve } from "node:path";
import { toBrowserBundle } from "./browser-bundle.ts";

const ROOT = resolve(import.meta.dirname, "..");

/** Where the built view is kept: among the files that are served beside the Worker. */
export const CHART_FILE = resolve(ROOT, "public/chart.html");

/** Names that no answer, host or browser knows: the parts of a chart. */
const INNER_NAMES =
  /^(marks|label|words|shares|heading|series|isShare|aside|other|level|outer|inner|isDown|kind|onContext|onResult|onCancel)$/;

/** Builds the view: one page with its style and script inside, because a host gives it no network. */
export async function buildView(): Promise<string> {
  const [script, style] = await Promise.all([
    toBrowserBundle("src/mcp/view/main.ts", { mangleProps: INNER_NAMES }),
    toBrowserBundle("src/mcp/view/view.css"),
  ]);
  const head = `<head><meta charset="utf-8"><title>Lead chart</title><style>${style.replace(/ ?([:,/]) /g, "$1")}</style></head>`;
  return `<!doctype html><html lang="en">${head}<body><main></main><script>${script}</script></body></html>`;
}

import { createHash } from "node:crypto";
import { readFileSync } from "node:fs";
import { resolve } from "node:path";
import { toBrowserBundle } from "./browser-bundle.ts";

const ROOT = resolve(import.meta.dirname, "..");

/** Where the built dashboard is kept: among the files that are served beside the Worker. */
export const DASHBOARD_FILE = resolve(ROOT, "public/index.html");

/** Builds the dashboard: one page with its style and script inside, so that they are always of one version. */
export async function buildDashboard(): Promise<string> {
  const [script, style] = await Promise.all([
    toBrowserBundle("src/dashboard/main.ts"),
    toBrowserBundle("src/dashboard/dashboard.css"),
  ]);
  const page = readFileSync(resolve(ROOT, "src/dashboard/index.html"), "utf8");
  const parts: Readonly<Record<string, string>> = { style, script };
  return page.replace(/(<(style|script)[^>]*>)/g, (tag, _, name: string) => tag + (parts[name] ?? ""));
}

/** The content security policy of the dashboard: its own style and script, and questions to its own origin. */
export function toDashboardPolicy(page: string): string {
  const hash = (name: string) => {
    const [, text = ""] = new RegExp(`<${name}[^>]*>(.*?)</${name}>`, "s").exec(page) ?? [];
    return `'sha256-${createHash("sha256").update(text).digest("base64")}'`;
  };
  return `default-src 'none'; script-src ${hash("script")}; style-src ${hash("style")}; connect-src 'self'; base-uri 'none'; form-action 'none'; frame-ancestors 'none'`;
}

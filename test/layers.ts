import { globSync, readFileSync } from "node:fs";
import { posix, resolve } from "node:path";

/** Who may import whom, inside `src`; `types` may be imported as types only. */
export const LAYERS: Readonly<Record<string, { imports: readonly string[]; types?: readonly string[] }>> = {
  domain: { imports: [] },
  engine: { imports: ["domain"] },
  ingest: { imports: ["domain"] },
  stats: { imports: ["domain", "engine"] },
  insights: { imports: ["domain", "stats"] },
  access: { imports: ["domain"] },
  http: { imports: ["domain", "ingest", "stats", "insights", "digest", "access"] },
  mcp: { imports: ["domain", "stats", "insights", "access", "mcp/view"] },
  "mcp/view": { imports: [] },
  dashboard: { imports: ["mcp/view"] },
  digest: { imports: ["domain", "stats", "insights"] },
  form: { imports: [] },
};

/** Packages only one folder may know. */
const OWNED_PACKAGES: readonly (readonly [RegExp, readonly string[]])[] = [
  [/^hono(\/|$)/, ["http", "dashboard", ""]],
  [/^(@modelcontextprotocol\/|agents(\/|$))/, ["mcp"]],
  [/^libphonenumber-js/, ["ingest"]],
  [/^isbot$/, ["ingest"]],
  [/^@cloudflare\/workers-oauth-provider/, ["access"]],
];

export interface Import {
  /** Path of the importing file, from the repository's root, e.g. `src/mcp/server.ts`. */
  readonly file: string;
  readonly specifier: string;
  readonly isType: boolean;
}

const IMPORT =
  /(?:^|\n)\s*(?:import|export)\s+(type\s+)?(?:[\w*{}\s,$]*?\sfrom\s*)?["']([^"'\n]+)["']|import\(\s*["']([^"'\n]+)["']\s*\)/g;

export function readImports(file: string, source: string): Import[] {
  return [...source.matchAll(IMPORT)].map((match) => ({
    file,
    specifier: match[2] ?? match[3] ?? "",
    isType: match[1] !== undefined,
  }));
}

/** Imports that break the layer table, one sentence each. */
export function findViolations(imports: readonly Import[]): string[] {
  return imports.flatMap((one) => {
    const reason = toViolation(one);
    return reason ? [`${one.file} imports ${one.specifier}: ${reason}`] : [];
  });
}

function toViolation({ file, specifier, isType }: Import): string | undefined {
  const own = toFolder(file);
  if (!specifier.startsWith(".")) {
    const owners = OWNED_PACKAGES.find(([pattern]) => pattern.test(specifier))?.[1];
    return owners && !owners.includes(own)
      ? `only ${owners.filter(Boolean).join(", ")} may know it`
      : undefined;
  }
  const target = posix.join(posix.dirname(file), specifier);
  if (!target.startsWith("src/")) {
    return target.startsWith("prompts/") || target === "package.json"
      ? undefined
      : "src imports nothing outside src";
  }
  const other = toFolder(target);
  // index, app and config wire everything.
  if (own === "" || own === other) return undefined;
  if (other === "")
    return ["app", "index", "config", "intake", "reading", "digests"].some((name) =>
      target.startsWith(`src/${name}.`),
    )
      ? "wiring is imported by nobody"
      : undefined;
  const layer = LAYERS[own];
  if (!layer) return `the folder ${own} is not in the layer table`;
  if (layer.imports.includes(other) || (isType && layer.types?.includes(other))) return undefined;
  return `${own} may import ${layer.imports.join(", ") || "nothing"}`;
}

/** A folder of `src`; code for the browser is one of its own wherever it lies. */
function toFolder(path: string): string {
  if (path.startsWith("src/mcp/view/")) return "mcp/view";
  const [, folder = "", rest] = path.split("/");
  return rest === undefined ? "" : folder;
}

/** Every import of the product's source, tests included. */
export function readSourceImports(root: string): Import[] {
  return globSync("src/**/*.{ts,tsx}", { cwd: root }).flatMap((path) =>
    readImports(path.replaceAll("\\", "/"), readFileSync(resolve(root, path), "utf8")),
  );
}

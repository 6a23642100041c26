import { globSync, readFileSync } from "node:fs";
import { posix, resolve } from "node:path";

/** Who may import whom, inside `src`; type imports included. */
export const LAYERS: Readonly<Record<string, readonly string[]>> = {
  domain: [],
  engine: ["domain"],
  ingest: ["domain"],
  stats: ["domain", "engine"],
  insights: ["domain", "stats"],
  access: ["domain"],
  http: ["domain", "ingest", "stats", "insights", "digest", "access"],
  mcp: ["domain", "stats", "insights", "mcp/view"],
  "mcp/view": [],
  dashboard: ["mcp/view"],
  digest: ["domain", "stats", "insights"],
  form: [],
};

/** Packages only one folder may know. */
const OWNED_PACKAGES: readonly (readonly [RegExp, readonly string[]])[] = [
  [/^hono(\/|$)/, ["http", ""]],
  [/^(@modelcontextprotocol\/|agents(\/|$))/, ["mcp"]],
  [/^libphonenumber-js/, ["ingest"]],
  [/^isbot$/, ["ingest"]],
  [/^@cloudflare\/workers-oauth-provider/, ["access"]],
];

export interface Import {
  /** Path of the importing file, from the repository's root, e.g. `src/mcp/server.ts`. */
  readonly file: string;
  readonly specifier: string;
}

const IMPORT =
  /(?:^|\n)\s*(?:import|export)\s+(?:type\s+)?(?:[\w*{}\s,$]*?\sfrom\s*)?["']([^"'\n]+)["']|import\(\s*["']([^"'\n]+)["']\s*\)/g;

export function readImports(file: string, source: string): Import[] {
  return [...source.matchAll(IMPORT)].map((match) => ({
    file,
    specifier: match[1] ?? match[2] ?? "",
  }));
}

/** Imports that break the layer table, one sentence each. */
export function findViolations(imports: readonly Import[]): string[] {
  return imports.flatMap((one) => {
    const reason = toViolation(one);
    return reason ? [`${one.file} imports ${one.specifier}: ${reason}`] : [];
  });
}

function toViolation({ file, specifier }: Import): string | undefined {
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
  if (layer.includes(other)) return undefined;
  return `${own} may import ${layer.join(", ") || "nothing"}`;
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

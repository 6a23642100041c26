import { DEMO_KEYS } from "./seed.ts";

/** What runs on this machine. */
export interface Running {
  readonly url: string;
  readonly engineUrl: string;
  /** Folder of all local state. */
  readonly home: string;
  /** The date that docs/demo-data.md calls A; `undefined` without demo data. */
  readonly demoDayZero: string | undefined;
}

/** What a person reads once everything runs; every command in it works when it is copied. */
export function toWelcome({ url, engineUrl, home, demoDayZero }: Running): string {
  const curl = (role: keyof typeof DEMO_KEYS) => `curl -s -H "Authorization: Bearer ${DEMO_KEYS[role]}"`;
  const isEmpty = demoDayZero === undefined;
  const demo = `    Demo    docs/demo-data.md tells what is hidden in it; its day A is ${demoDayZero}\n`;
  const create = `  Create:     ${curl("admin")} -d '{"id":"acme","name":"Acme"}' ${url}/admin/projects\n`;
  return `
  Lead Stats is running.

    Look    ${url}   (the dashboard: sign in with ${DEMO_KEYS.marketing})
    REST    ${url}/analytics/lead-stats/summary
    MCP     ${url}/mcp
    Health  ${url}/healthz
    Docs    ${url}/docs
    Engine  ${engineUrl}   (local Analytics Engine, token: local)
    Data    ${home}   (npm run reset empties it)
${isEmpty ? "" : demo}
  Keys of this machine: ${Object.values(DEMO_KEYS).join("  ")}

  Ask:        ${curl("marketing")} ${url}/analytics/lead-stats/summary
${isEmpty ? create : ""}  Send:       ${curl("ingest")} -d project=${isEmpty ? "acme" : "green-acres"} -d email=jane@example.com -d source=website ${url}/leads
  Claude:     claude mcp add --transport http lead-stats ${url}/mcp --header "Authorization: Bearer ${DEMO_KEYS.marketing}"

  Ctrl-C stops everything.
`;
}

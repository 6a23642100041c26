import { readFileSync } from "node:fs";
import { toInsightSchemaName } from "../../src/http/openapi-insight-schemas.ts";
import type { InsightName } from "../../src/insights/catalog.ts";
import { ANNOTATIONS, type Tool } from "../../src/mcp/tool.ts";
import { TOOLS } from "../../src/mcp/tools/index.ts";

const EXAMPLES = new URL("../../docs/api/examples/", import.meta.url);

/** Where the full schema of a tool's answer is. */
const FULL_ANSWERS: Readonly<Record<string, string>> = {
  describe_data: "schemas/schema.answer.json",
  get_lead_summary: "schemas/summary.answer.json",
  get_lead_stats: "schemas/lead-stats.answer.json",
  rank_focus_areas: toComponent("focus"),
  find_best_times: toComponent("bestTimes"),
  explain_change: toComponent("changes"),
  audit_lead_quality: toComponent("quality"),
  detect_anomalies: toComponent("anomalies"),
  forecast_leads: toComponent("forecast"),
};

function toComponent(insight: InsightName): string {
  return `../../public/openapi.json#/components/schemas/${toInsightSchemaName(insight)}`;
}

interface Example {
  readonly arguments: object;
  readonly text: readonly string[];
}

/** The page about the MCP tools: what each returns, its schemas, and an example call with its answer. */
export function toToolsPage(): string {
  const list = TOOLS.map(({ name, title }) => `- [\`${name}\`](#${name}): ${title}`).join("\n");
  const hints = Object.entries(ANNOTATIONS)
    .map(([hint, value]) => `\`${hint}\` ${value}`)
    .join(", ");
  return `# MCP tools

Generated from \`src/mcp/tools\` and \`docs/api/examples\` by \`npm run docs\`.

Every tool is read-only: ${hints}. \`structuredContent\` is the body that REST gives for the same
question, the text a compact table of it. Filters on \`project\` take ids and names. The output schemas on the wire name the
parts of an answer; the full ones are linked.

${list}

${TOOLS.map(toSection).join("\n")}`;
}

function toSection({ name, title, description, inputSchema, outputSchema }: Tool): string {
  const example = readExample(name);
  return `## ${name}

**${title}.** ${description}

Input:

${toJsonBlock(inputSchema)}

Output, on the wire ([in full](${FULL_ANSWERS[name]})):

${toJsonBlock(outputSchema)}

Example on the demo data ([with its structured answer](examples/${name}.json)):

${toJsonBlock({ name, arguments: example.arguments })}

\`\`\`text
${example.text.join("\n")}
\`\`\`
`;
}

function toJsonBlock(value: object): string {
  return `\`\`\`json\n${JSON.stringify(value, null, 2)}\n\`\`\``;
}

function readExample(name: string): Example {
  return JSON.parse(readFileSync(new URL(`${name}.json`, EXAMPLES), "utf8")) as Example;
}

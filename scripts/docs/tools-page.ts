import { TOOLS } from "../../src/mcp/tools/index.ts";

/** The page about the MCP tools: what each returns, and its schemas. */
export function toToolsPage(): string {
  const tools = TOOLS.map(
    ({ name, title, description, inputSchema }) => `## ${name}

**${title}.** ${description}

\`\`\`json
${JSON.stringify(inputSchema, null, 2)}
\`\`\`
`,
  );
  return `# MCP tools

Generated from \`src/mcp/tools\` by \`npm run docs\`. Every tool is read-only; \`structuredContent\` is the body that REST
gives for the same question, the text is a compact table of it.

${tools.join("\n")}`;
}

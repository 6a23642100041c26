import { DIMENSION_NAMES, METRICS, RATES } from "../domain/dataset.ts";
import { INSIGHTS } from "../insights/catalog.ts";
import { DEFAULT_DAYS, GROUPS } from "../stats/request.ts";
import type { OpenApi } from "./openapi.ts";

/** The guide for agents at `/llms.txt`, in the form of llmstxt.org. */
export function toLlmsText(api: OpenApi): string {
  const questions = Object.entries(api.paths).flatMap(([path, { get }]) =>
    get?.tags[0] === "Statistics" ? [`- [GET ${path}](/docs#${get.operationId}): ${get.summary}`] : [],
  );
  const meanings = (list: Readonly<Record<string, { readonly meaning: string }>>) =>
    Object.entries(list).map(([name, { meaning }]) => `- ${name}: ${meaning}`);
  const days = Object.values(INSIGHTS).map((insight) => `${insight.path} ${insight.days}`);
  const others = GROUPS.filter((name) => !(DIMENSION_NAMES as readonly string[]).includes(name));
  return `# ${api.info.title}

> Statistics about marketing leads: how many, how good, from where, when. Every answer says what it rests on
> (exact or sampled, open periods, small numbers). No answer holds personal data. Reading is all that can be done here
> with a reading key.

Every address here is on the host that served this file.

- Assistants: connect to the MCP server at /mcp (Streamable HTTP). Its tools describe themselves and give the same
  answers as REST. Prefer them where you can.
- Scripts: GET with the header \`Authorization: Bearer lsk_…\` (a key of the role marketing or admin; its owner has it).
- First ask /analytics/lead-stats/schema: projects, dimensions, how far the data reaches, today's date.
- A period is \`days=28\`, \`period=last_week\`, or \`from=2026-11-01&to=2026-11-15\` (both days included). Without one:
  ${DEFAULT_DAYS} days; insights ${days.join(", ")}.
- A filter is a dimension: \`country=IN,AE\` any of, \`country=!IN\` none of, \`utm_campaign=~diwali\` contains.
- Before you conclude, read \`quality.warnings\`, and prefer a rate's \`low\` and \`high\` to its \`value\`. In a comparison trust the
  \`verdict\`; "no clear change" means just that.
- Quote \`headline\` and \`link\`: the link asks the same question again.
- An error names the parameter, what is allowed and the nearest match: repair it and ask again.
- For a spreadsheet add \`format=csv\`.

## Questions

${questions.join("\n")}

## Words

Dimensions, to group by or filter on: ${DIMENSION_NAMES.join(", ")}. Groups only: ${others.join(", ")}.

Counts:

${meanings(METRICS).join("\n")}

Rates, each with a 95 % interval:

${meanings(RATES).join("\n")}

## Reference

- [OpenAPI](/openapi.json): every route, parameter and shape
- [API reference](/docs): the same as a page, with examples
`;
}

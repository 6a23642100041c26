import { type Html, html, toProse } from "./html.ts";
import type { DescribedOperation, OpenApi } from "./openapi.ts";
import type { JsonObject } from "./openapi-types.ts";
import { toKind, toList, toObject } from "./reference-schema.ts";

/** One operation: what it does, who may call it, what it takes and gives, examples to copy. */
export function toOperationSection(
  method: string,
  path: string,
  operation: DescribedOperation,
  { components }: OpenApi,
): Html {
  const { operationId, summary, description, security, requestBody, responses } = operation;
  const parameters = toList(operation.parameters).map((parameter) =>
    toResolved(toObject(parameter), components.parameters),
  );
  const isFilter = ({ description: words }: JsonObject) => String(words).startsWith("Filter on ");
  const filters = parameters.filter(isFilter);
  return html`<section id="${operationId}">
<h3><span class="method">${method.toUpperCase()}</span> <code>${path}</code></h3>
<p>${toProse(summary)}. ${toProse(description ?? "")}</p>
<p class="note">${toCallers(security)}</p>
${toSamples(operation)}
${toParameterTable(parameters.filter((parameter) => !isFilter(parameter)))}
${filters.length > 0 ? html`<details><summary>Filters, one per dimension</summary>${toParameterTable(filters)}</details>` : ""}
${requestBody ? html`<h4>Body</h4><p>${toContents(requestBody)}</p>` : ""}
<h4>Answers</h4>
<table><tbody>${Object.entries(responses).map(([status, response]) => {
    const { description: words } = toObject(response);
    return html`<tr><td>${status}</td><td>${toProse(String(words))}</td><td>${toContents(toObject(response))}</td></tr>`;
  })}</tbody></table>
</section>`;
}

function toCallers(security: readonly JsonObject[]): string {
  if (security.length === 0) return "No Authorization header is needed.";
  const roles = security.flatMap(({ bearer }) => toList(bearer)).map(String);
  const ways = [
    ...(roles.length > 0 ? [`a key of the role ${roles.join(" or ")} (Authorization: Bearer lsk_…)`] : []),
    ...(security.some(({ siteKey }) => siteKey) ? ["a site key (X-Site-Key) with an allowed Origin"] : []),
  ];
  return `Needs ${ways.join(", or ")}.`;
}

function toSamples({ "x-codeSamples": samples = [] }: DescribedOperation): Html {
  return html`${samples.map(({ label, source }) => html`<h4>${label}</h4><pre>${source}</pre>`)}`;
}

function toParameterTable(parameters: readonly JsonObject[]): Html {
  if (parameters.length === 0) return html``;
  const rows = parameters.map((parameter) => {
    const schema = toObject(parameter.schema);
    const fallback = schema.default === undefined ? "" : ` Default: ${schema.default}.`;
    const name = html`<code>${String(parameter.name)}</code>${parameter.required ? " (needed)" : ""}`;
    return html`<tr><td>${name}</td><td>${toKind(schema)}</td><td>${toProse(String(parameter.description))}.${fallback}</td></tr>`;
  });
  return html`<table><thead><tr><th>Parameter</th><th>Kind</th><th>Meaning</th></tr></thead><tbody>${rows}</tbody></table>`;
}

/** Media types with the shapes behind them. */
function toContents({ content }: JsonObject): Html {
  return html`${Object.entries(toObject(content)).map(
    ([type, media]) => html`<code>${type}</code> ${toKind(toObject(toObject(media).schema))}<br>`,
  )}`;
}

function toResolved(parameter: JsonObject, shared: Readonly<Record<string, JsonObject>>): JsonObject {
  const name = typeof parameter.$ref === "string" ? parameter.$ref.split("/").at(-1) : undefined;
  return (name === undefined ? undefined : shared[name]) ?? parameter;
}

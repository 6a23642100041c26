import { PROBLEM_CODES } from "../domain/errors.ts";
import { Html, html, toProse } from "./html.ts";
import type { OpenApi } from "./openapi.ts";
import { toStatus } from "./problem.ts";
import { toOperationSection } from "./reference-operation.ts";
import { toFieldTable } from "./reference-schema.ts";
import { REFERENCE_STYLE } from "./reference-style.ts";
import { toStylePolicy } from "./style-policy.ts";

/** The API reference as one page without scripts or anything from elsewhere. */
export function toReferencePage(api: OpenApi): string {
  const operations = Object.entries(api.paths).flatMap(([path, methods]) =>
    Object.entries(methods).map(([method, operation]) => ({ method, path, operation })),
  );
  const page = html`<!doctype html>
<html lang="en">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<title>${api.info.title} API</title>
<style>${new Html(REFERENCE_STYLE)}</style>
</head>
<body>
<header>
<h1>${api.info.title} API</h1>
<p class="note">Version ${api.info.version} · <a href="/openapi.json">openapi.json</a> · <a href="/llms.txt">llms.txt</a></p>
<p>${toProse(String(api.info.description))}</p>
<p>In the examples <code>$URL</code> is this host and <code>$KEY</code> your key:
<code>export URL=https://leads.example.com KEY=lsk_…</code></p>
</header>
<nav aria-label="Operations"><ul>${operations.map(
    ({ method, path, operation }) =>
      html`<li><a href="#${operation.operationId}">${method.toUpperCase()} ${path}</a></li>`,
  )}<li><a href="#problems">Problems</a></li><li><a href="#shapes">Shapes</a></li></ul></nav>
<main>
${api.tags.map(
  ({ name, description }) => html`<h2>${name}</h2><p>${toProse(description)}</p>
${operations
  .filter(({ operation }) => operation.tags[0] === name)
  .map(({ method, path, operation }) => toOperationSection(method, path, operation, api))}`,
)}
<h2 id="problems">Problems</h2>
<p>Errors are <code>application/problem+json</code>, a <a href="#shape-Problem">Problem</a>. Where a part of the request is to blame,
<code>errors</code> names it, with everything that is allowed there and the nearest match.</p>
${toProblemTable()}
<h2 id="shapes">Shapes</h2>
<p>A <code>?</code> marks a field that may be missing.</p>
${Object.entries(api.components.schemas).map(
  ([name, schema]) => html`<section id="shape-${name}"><h3>${name}</h3>
<p>${toProse(String(schema.description ?? ""))}</p>${toFieldTable(schema)}</section>`,
)}
</main>
</body>
</html>
`;
  return page.text;
}

function toProblemTable(): Html {
  const rows = PROBLEM_CODES.map((code) => ({ code, status: toStatus(code)[0], title: toStatus(code)[1] }))
    .sort((a, b) => a.status - b.status)
    .map(
      ({ code, status, title }) =>
        html`<tr><td>${status}</td><td><code>${code}</code></td><td>${title}</td></tr>`,
    );
  return html`<table><thead><tr><th>Status</th><th>Code</th><th>Title</th></tr></thead><tbody>${rows}</tbody></table>`;
}

/** Content security policy of the page. */
export function toReferencePolicy(): Promise<string> {
  return toStylePolicy(REFERENCE_STYLE, "'none'");
}

import { mkdirSync, readFileSync, writeFileSync } from "node:fs";
import { dirname, relative, resolve } from "node:path";
import * as z from "zod";
import { toLlmsText } from "../src/http/llms.ts";
import { toOpenApi } from "../src/http/openapi.ts";
import { toReferencePage, toReferencePolicy } from "../src/http/reference-page.ts";
import { SCHEMA_ANSWER, STATS_ANSWER, SUMMARY_ANSWER, VALUES_ANSWER } from "../src/stats/answer.ts";
import { STATS_REQUEST, SUMMARY_REQUEST, VALUES_REQUEST } from "../src/stats/request.ts";
import { VERSION } from "../src/version.ts";
import { DASHBOARD_FILE, toDashboardPolicy } from "./dashboard-bundle.ts";
import { toDatasetPage } from "./docs/dataset-page.ts";
import { toHeaderRules } from "./docs/header-rules.ts";
import { toToolsPage } from "./docs/tools-page.ts";

const ROOT = resolve(import.meta.dirname, "..");

/** JSON Schemas of questions and answers, by file name. */
const SCHEMAS: Readonly<Record<string, z.ZodType>> = {
  "lead-stats.request": STATS_REQUEST,
  "lead-stats.answer": STATS_ANSWER,
  "summary.request": SUMMARY_REQUEST,
  "summary.answer": SUMMARY_ANSWER,
  "values.request": VALUES_REQUEST,
  "values.answer": VALUES_ANSWER,
  "schema.answer": SCHEMA_ANSWER,
};

/** Every generated page, by path; what is in `public` is served as it is. */
async function toPages(): Promise<Map<string, string>> {
  const schemas = Object.entries(SCHEMAS).map(([name, schema]) => {
    const io = name.endsWith(".request") ? "input" : "output";
    return [`docs/api/schemas/${name}.json`, toJson(z.toJSONSchema(schema, { io }))] as const;
  });
  const api = toOpenApi(VERSION);
  return new Map([
    ...schemas,
    ["docs/api/dataset.md", toDatasetPage()],
    ["docs/api/mcp-tools.md", toToolsPage()],
    ["public/openapi.json", toJson(api)],
    ["public/docs.html", toReferencePage(api)],
    ["public/llms.txt", toLlmsText(api)],
    [
      "public/_headers",
      toHeaderRules({
        reference: await toReferencePolicy(),
        dashboard: toDashboardPolicy(readFileSync(DASHBOARD_FILE, "utf8")),
      }),
    ],
  ]);
}

function toJson(value: object): string {
  return `${JSON.stringify(value, null, 2)}\n`;
}

function readIfThere(path: string): string | undefined {
  try {
    return readFileSync(path, "utf8");
  } catch {
    return undefined;
  }
}

const isCheck = process.argv.includes("--check");
const stale = [...(await toPages())].filter(([name, text]) => readIfThere(resolve(ROOT, name)) !== text);
if (isCheck && stale.length > 0) {
  console.error(`These pages are out of date, run npm run docs: ${stale.map(([name]) => name).join(", ")}`);
  process.exit(1);
}
for (const [name, text] of stale) {
  const path = resolve(ROOT, name);
  mkdirSync(dirname(path), { recursive: true });
  writeFileSync(path, text);
  console.log(`wrote ${relative(process.cwd(), path)}`);
}

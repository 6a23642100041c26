import { mkdirSync, readFileSync, writeFileSync } from "node:fs";
import { dirname, relative, resolve } from "node:path";
import * as z from "zod";
import { toOpenApi } from "../src/http/openapi.ts";
import { SCHEMA_ANSWER, STATS_ANSWER, SUMMARY_ANSWER, VALUES_ANSWER } from "../src/stats/answer.ts";
import { STATS_REQUEST, SUMMARY_REQUEST, VALUES_REQUEST } from "../src/stats/request.ts";
import { VERSION } from "../src/version.ts";
import { toDatasetPage } from "./docs/dataset-page.ts";
import { toToolsPage } from "./docs/tools-page.ts";

const FOLDER = resolve(import.meta.dirname, "../docs/api");
/** Where `npm start` serves; the Worker describes itself under its own address. */
const LOCAL_URL = "http://localhost:8787";

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

/** Every generated page, by path below docs/api. */
function toPages(): Map<string, string> {
  const schemas = Object.entries(SCHEMAS).map(([name, schema]) => {
    const io = name.endsWith(".request") ? "input" : "output";
    return [`schemas/${name}.json`, toJson(z.toJSONSchema(schema, { io }))] as const;
  });
  return new Map([
    ...schemas,
    ["openapi.json", toJson(toOpenApi({ publicUrl: LOCAL_URL, version: VERSION }))],
    ["dataset.md", toDatasetPage()],
    ["mcp-tools.md", toToolsPage()],
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
const stale = [...toPages()].filter(([name, text]) => readIfThere(resolve(FOLDER, name)) !== text);
if (isCheck && stale.length > 0) {
  console.error(`These pages are out of date, run npm run docs: ${stale.map(([name]) => name).join(", ")}`);
  process.exit(1);
}
for (const [name, text] of stale) {
  const path = resolve(FOLDER, name);
  mkdirSync(dirname(path), { recursive: true });
  writeFileSync(path, text);
  console.log(`wrote ${relative(process.cwd(), path)}`);
}

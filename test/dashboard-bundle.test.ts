import { readFileSync } from "node:fs";
import { gzipSync } from "node:zlib";
import { expect, test } from "vitest";
import { buildDashboard, DASHBOARD_FILE, toDashboardPolicy } from "../scripts/dashboard-bundle.ts";
import type * as shown from "../src/dashboard/answer.ts";
import type { AnomaliesAnswer } from "../src/insights/anomalies/answer.ts";
import type { ChangesAnswer } from "../src/insights/changes/answer.ts";
import type { FocusAnswer } from "../src/insights/focus/answer.ts";
import type { ForecastAnswer } from "../src/insights/forecast/answer.ts";
import type { QualityAnswer } from "../src/insights/quality/answer.ts";
import type { TimesAnswer } from "../src/insights/times/answer.ts";
import type { SchemaAnswer, SummaryAnswer } from "../src/stats/answer.ts";

const MAX_GZIPPED = 12_000;
const PAGE = readFileSync(DASHBOARD_FILE, "utf8");

test("the dashboard that is served is built from its source (npm run view)", async () => {
  expect(PAGE).toBe(await buildDashboard());
});

test(`the dashboard is smaller than ${MAX_GZIPPED} bytes gzipped`, () => {
  const bytes = gzipSync(PAGE).length;
  console.log(`dashboard: ${bytes} bytes gzipped`);
  expect(bytes).toBeLessThan(MAX_GZIPPED);
});

test("the dashboard may run and ask only what is its own, and nothing parses what strangers wrote", () => {
  expect(toDashboardPolicy(PAGE)).not.toContain("unsafe");
  expect(PAGE).not.toMatch(/https?:|@import|url\(|<link|\bsrc=/);
  expect(PAGE).not.toMatch(
    /innerHTML|outerHTML|insertAdjacent|document\.write|DOMParser|\beval\b|Function\(|localStorage|document\.cookie/,
  );
});

test("the API answers with the fields that the dashboard shows", () => {
  // The compiler holds this: an answer that lacks a field cannot be shown.
  const toShown = (
    schema: SchemaAnswer,
    summary: SummaryAnswer,
    ...insights: (
      | AnomaliesAnswer
      | ChangesAnswer
      | FocusAnswer
      | ForecastAnswer
      | QualityAnswer
      | TimesAnswer
    )[]
  ): [shown.Schema, shown.Summary, ...shown.Insight[]] => [schema, summary, ...insights];
  expect(toShown).toHaveLength(2);
});

import { readFileSync } from "node:fs";
import { expect, test } from "vitest";
import { buildView, CHART_FILE } from "../scripts/view-bundle.ts";
import type { FocusAnswer } from "../src/insights/focus/answer.ts";
import type { TimesAnswer } from "../src/insights/times/answer.ts";
import type { Focus, Stats, Times } from "../src/mcp/view/answer.ts";
import type { StatsAnswer } from "../src/stats/answer.ts";

const MAX_BYTES = 10_240;
const CHART_HTML = readFileSync(CHART_FILE, "utf8");

test("the view that is served is built from its source (npm run view)", async () => {
  expect(CHART_HTML).toBe(await buildView());
});

test(`the view is smaller than ${MAX_BYTES} bytes as it is read`, () => {
  const bytes = Buffer.byteLength(CHART_HTML);
  console.log(`chart.html: ${bytes} bytes`);
  expect(bytes).toBeLessThan(MAX_BYTES);
});

test("the view asks nothing of the network, and nothing parses what strangers wrote", () => {
  expect(CHART_HTML).not.toMatch(/https?:|url\(|@import|fetch|XMLHttp|WebSocket|\bsrc=|\bhref=/);
  expect(CHART_HTML).not.toMatch(
    /innerHTML|outerHTML|insertAdjacent|document\.write|DOMParser|\beval\b|Function\(/,
  );
});

test("the tools answer with the fields that the view draws", () => {
  // The compiler holds this: an answer that lacks a field cannot be drawn.
  const toDrawn = (stats: StatsAnswer, focus: FocusAnswer, times: TimesAnswer): [Stats, Focus, Times] => [
    stats,
    focus,
    times,
  ];
  expect(toDrawn).toHaveLength(3);
});

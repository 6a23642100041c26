import fc from "fast-check";
import { expect, test } from "vitest";
import {
  toConditions,
  toGroupsPath,
  toInsightPath,
  toSeriesPath,
  toSummaryPath,
} from "../src/dashboard/question.ts";
import { DIMENSION_NAMES } from "../src/domain/dataset.ts";
import { toDashboard } from "../src/http/dashboard-link.ts";
import { listParameters } from "../src/http/parameters.ts";
import { INSIGHTS } from "../src/insights/catalog.ts";
import { STATS_REQUEST, SUMMARY_REQUEST, VALUES_REQUEST } from "../src/stats/request.ts";

const ORIGIN = "https://leads.example.com";
const INSIGHT_REQUESTS = Object.values(INSIGHTS).map(({ path, request }) => [path, request] as const);
const REQUESTS = [STATS_REQUEST, SUMMARY_REQUEST, VALUES_REQUEST, ...INSIGHT_REQUESTS.map(([, it]) => it)];
const NAMES = [...new Set(REQUESTS.flatMap((request) => listParameters(request, ["format", "bom"])))];

const toNames = (path: string) => [...new Set(new URL(path, ORIGIN).searchParams.keys())];

test("whatever a link asks, the dashboard asks nothing that the API would refuse by its name", () => {
  const value = fc.oneof(fc.constantFrom("none", "city", "source,city", "hour"), fc.string());
  fc.assert(
    fc.property(fc.array(fc.tuple(fc.constantFrom(...NAMES), value)), (asked) => {
      const headers = { "Sec-Fetch-Mode": "navigate" };
      const link = `${ORIGIN}/analytics/lead-stats?${new URLSearchParams(asked)}`;
      const address = toDashboard(new Request(link, { headers }))?.headers.get("Location") ?? "";
      const question = new URL(address, ORIGIN).searchParams;

      for (const [name] of toConditions(question)) expect([...DIMENSION_NAMES, "timezone"]).toContain(name);
      expect(listParameters(SUMMARY_REQUEST)).toEqual(
        expect.arrayContaining(toNames(toSummaryPath(question))),
      );
      for (const path of [toSeriesPath(question), toGroupsPath(question)])
        expect(listParameters(STATS_REQUEST)).toEqual(expect.arrayContaining(toNames(path)));
      for (const [name, request] of INSIGHT_REQUESTS)
        for (const ownPeriod of [true, false]) {
          const names = toNames(toInsightPath(name, question, ownPeriod));
          expect(listParameters(request)).toEqual(expect.arrayContaining(names));
        }
    }),
  );
});

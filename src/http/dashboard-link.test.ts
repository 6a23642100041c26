import { describe, expect, test } from "vitest";
import { toDashboard } from "./dashboard-link.ts";

const ORIGIN = "https://leads.example.com";
const NAVIGATING = { "Sec-Fetch-Mode": "navigate" };
const follow = (address: string, headers: Record<string, string> = NAVIGATING) =>
  toDashboard(new Request(ORIGIN + address, { headers }));
const toAddress = (address: string) => follow(address)?.headers.get("Location");

describe("a person who follows an answer's link", () => {
  test("comes to the dashboard with the same question, never from a copy", () => {
    const link =
      "/analytics/lead-stats?from=2026-11-01&to=2026-11-07&timezone=Asia%2FKolkata&bucket=day&compare=previous&order_by=hot_rate&group_by=city&source=google&city=%21Pune";
    const answer = follow(link);
    expect([answer?.status, answer?.headers.get("Location")]).toEqual([302, link.replace(/^[^?]*/, "/")]);
    expect(answer?.headers.get("Cache-Control")).toBe("no-store");
    expect(answer?.headers.get("Vary")).toBe("Sec-Fetch-Mode, Authorization");
  });

  test.each([
    ["/analytics/insights/best-times?days=56&window=3h&metric=primary&good=hot&limit=5", "/?days=56"],
    ["/analytics/lead-stats?bucket=none&compare=none&limit=50&min_total=1&source=none", "/?source=none"],
    ["/analytics/lead-stats?group_by=city&format=csv&bom=1", "/?group_by=city"],
    ["/analytics/lead-stats?group_by=source%2Ccity", "/?"],
    ["/analytics/lead-stats?group_by=weekday", "/?"],
    ["/analytics/lead-stats", "/?"],
    ["/analytics/lead-stats?source=a&source=!b&x=//evil.example", "/?source=a&source=%21b"],
  ])("%s is not asked there what it does not know: %s", (address, expected) => {
    expect(toAddress(address)).toBe(expected);
  });
});

test.each<Record<string, string>>([
  {},
  { "Sec-Fetch-Mode": "cors" },
  { Accept: "text/html" },
  { ...NAVIGATING, Authorization: "Bearer lsk_key" },
])("a request with %j is answered itself", (headers) => {
  expect(follow("/analytics/lead-stats", headers)).toBeUndefined();
});

import { expect, test } from "vitest";
import { readConnection } from "./connection.ts";

function requestWith(cf: object | undefined, headers: Record<string, string> = {}): Request {
  return Object.defineProperty(new Request("https://example.com", { headers }), "cf", { value: cf });
}

test("a visitor is described by what the platform tells", () => {
  const cf = {
    country: "IN",
    region: "Maharashtra",
    city: "Pune",
    timezone: "Asia/Kolkata",
    asn: 24560,
    asOrganization: "Bharti Airtel",
    botManagement: { score: 87, verifiedBot: false },
    colo: "BOM",
  };
  expect(
    readConnection(requestWith(cf, { "cf-connecting-ip": "203.0.113.9", "user-agent": "Mozilla/5.0" })),
  ).toEqual({
    ip: "203.0.113.9",
    userAgent: "Mozilla/5.0",
    country: "IN",
    region: "Maharashtra",
    city: "Pune",
    timezone: "Asia/Kolkata",
    asn: 24560,
    network: "Bharti Airtel",
    botScore: 87,
    verifiedBot: false,
  });
});

test("what is not told is absent, never invented", () => {
  expect(readConnection(requestWith(undefined))).toEqual({ ip: "", userAgent: "" });
  expect(readConnection(requestWith({ country: "", asn: "x", botManagement: null }))).toEqual({
    ip: "",
    userAgent: "",
  });
});

import { expect, test } from "vitest";
import { toChannel, type VisitOrigin } from "./channel.ts";

const channelOf = (visit: Partial<VisitOrigin>) =>
  toChannel({ utmSource: "", utmMedium: "", referrerHost: "", ...visit });

test.each<[Partial<VisitOrigin>, string]>([
  [{}, "direct"],
  [{ utmSource: "(direct)" }, "direct"],
  [{ utmSource: "expo" }, "other"],
  [{ utmSource: "google", utmMedium: "cpc" }, "paid_search"],
  [{ utmSource: "Facebook", utmMedium: "cpc" }, "paid_social"],
  [{ utmSource: "partner", utmMedium: "display" }, "other"],
  ...["cpc", "ppc", "cpm", "cpv", "cpa", "cpp"].map((utmMedium): [Partial<VisitOrigin>, string] => [
    { utmSource: "facebook", utmMedium },
    "paid_social",
  ]),
  ...["pc", "pm", "pa"].map((utmMedium): [Partial<VisitOrigin>, string] => [
    { utmSource: "facebook", utmMedium },
    "organic_social",
  ]),
  [{ utmSource: "partner", utmMedium: "referral" }, "referral"],
  [{ utmSource: "list", utmMedium: "email" }, "email"],
  [{ referrerHost: "www.google.co.in" }, "organic_search"],
  [{ referrerHost: "l.facebook.com" }, "organic_social"],
  [{ referrerHost: "chatgpt.com" }, "ai_assistant"],
  [{ referrerHost: "blog.example.net" }, "referral"],
])("a visit %j is %s", (visit, channel) => {
  expect(channelOf(visit)).toBe(channel);
});

test.each([
  ["www.example.com", "example.com"],
  ["example.com", "www.example.com"],
  ["example.com", "example.com"],
])("a visit to %s from %s comes from the site itself", (ownHost, referrerHost) => {
  expect(channelOf({ ownHost, referrerHost })).toBe("direct");
});

test("another subdomain is a site of its own", () => {
  expect(channelOf({ ownHost: "www.example.com", referrerHost: "shop.example.com" })).toBe("referral");
});

test.each<[Partial<VisitOrigin>, string]>([
  [{ clickChannel: "paid_search", referrerHost: "www.google.com" }, "paid_search"],
  [{ clickChannel: "paid_search", utmSource: "newsletter" }, "email"],
  [{ clickChannel: "paid_social", utmSource: "partner" }, "paid_social"],
  [{ clickChannel: "paid_social", utmSource: "google", utmMedium: "cpc" }, "paid_search"],
  [{ clickChannel: "organic_social", utmSource: "partner" }, "other"],
  [{ clickChannel: "organic_social", utmMedium: "cpc" }, "paid_social"],
  [{ clickChannel: "organic_social", referrerHost: "blog.example.net" }, "organic_social"],
])("what a click id tells comes after the campaign and before the referrer: %j is %s", (visit, channel) => {
  expect(channelOf(visit)).toBe(channel);
});

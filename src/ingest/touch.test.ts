import { expect, test } from "vitest";
import { readSubmission } from "./read-submission.ts";
import { toTouch } from "./touch.ts";

const touchOf = (fields: Record<string, unknown>) => toTouch(readSubmission(Object.entries(fields)));

test("campaign values come from the submission's own fields", () => {
  expect(
    touchOf({
      utm_source: "google",
      utm_medium: "cpc",
      landing_page: "https://example.com/?utm_source=bing",
    }),
  ).toEqual({
    values: { utm_source: "google", utm_medium: "cpc", landing_page: "https://example.com/?utm_source=bing" },
    channel: "paid_search",
  });
});

test("campaign values that were not sent are read from the landing page, then from the page", () => {
  const page = "https://example.com/a?utm_source=meta&utm_medium=paid_social";
  expect(touchOf({ landing_page: page })).toMatchObject({
    values: { utm_source: "meta", utm_medium: "paid_social" },
    channel: "paid_social",
  });
  expect(touchOf({ referer: page, landing_page: "https://example.com/?x=1" }).values.utm_source).toBe("meta");
});

test("a tag is read from an address as it is from a field", () => {
  const page = "https://example.com/?utm_source=+&utm_campaign=a%00b&gclid=";
  expect(touchOf({ referer: page }).values).toEqual({ utm_campaign: "ab" });
  expect(touchOf({ referer: "https://example.com/?utm_source=+" }).channel).toBe("direct");
  const gclid = "g".repeat(400);
  expect(touchOf({ referer: `https://example.com/?gclid=${gclid}` }).values).toEqual(
    touchOf({ gclid }).values,
  );
});

test("tags of two visits are never mixed", () => {
  expect(
    touchOf({ utm_campaign: "diwali", landing_page: "https://example.com/?utm_source=bing" }).values,
  ).toEqual({
    utm_campaign: "diwali",
    landing_page: "https://example.com/?utm_source=bing",
  });
});

test("a page of one's own is no referral", () => {
  const own = { referer: "https://www.example.com/form", referrer: "https://www.example.com/" };
  expect(touchOf(own).channel).toBe("direct");
  expect(touchOf({ ...own, referrer: "https://blog.example.net/post" }).channel).toBe("referral");
});

test("the host of a referrer is read as that of a page is", () => {
  const own = { referer: "https://www.example.com/form" };
  const channels = ["google.com", "https://example.com/", "android-app://com.example.app/", "x", "//x"].map(
    (referrer) => touchOf({ ...own, referrer }).channel,
  );
  expect(channels).toEqual(["organic_search", "direct", "referral", "direct", "direct"]);
});

test.each([
  ["gclid", "paid_search"],
  ["gbraid", "paid_search"],
  ["wbraid", "paid_search"],
  ["msclkid", "paid_search"],
  ["ttclid", "paid_social"],
  ["li_fat_id", "paid_social"],
  ["fbclid", "organic_social"],
])("a visit with nothing but %s is %s", (id, channel) => {
  expect(touchOf({ referer: `https://example.com/?${id}=abc` }).channel).toBe(channel);
  expect(touchOf({ referer: `https://example.com/`, [id]: "abc" }).channel).toBe(channel);
});

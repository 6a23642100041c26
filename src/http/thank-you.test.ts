import { expect, test } from "vitest";
import { toThankYouPage } from "./thank-you.ts";

const ORIGIN = "https://www.example.com";
const PROJECT = {
  id: "skyline",
  name: "Skyline",
  origins: [ORIGIN, "https://shop.example.com"],
  redirectHosts: ["thanks.example.com"],
};
const PAGE = `${ORIGIN}/contact`;

test.each([
  ["https://thanks.example.com/ok?a=1#b", "https://thanks.example.com/ok?a=1#b"],
  ["http://thanks.example.com/", "http://thanks.example.com/"],
  ["https://www.example.com/contact#lead-sent-0", "https://www.example.com/contact#lead-sent-0"],
  ["https://shop.example.com/", "https://shop.example.com/"],
  ["/thanks?a=1#b", `${ORIGIN}/thanks?a=1#b`],
  ["thanks.html", `${ORIGIN}/thanks.html`],
  ["//thanks.example.com/ok", "https://thanks.example.com/ok"],
  ["//user@www.example.com/", PAGE],
  ["http://www.example.com/", PAGE], // another origin
  ["https://thanks.example.com.evil.example/", PAGE],
  ["https://thanks.example.com@evil.example/", PAGE],
  ["https://evil.example\\@thanks.example.com/", PAGE],
  ["https://x:y@thanks.example.com/", PAGE],
  ["//evil.example/", PAGE],
  ["/\\evil.example/", PAGE],
  ["javascript:alert(1)//https://thanks.example.com", PAGE],
  ["data:text/html,x", PAGE],
  ["http://", PAGE],
  ["", PAGE],
  [undefined, PAGE],
])("asked for %j a visitor goes to %s", (wanted, page) => {
  expect(toThankYouPage(wanted, PAGE, ORIGIN, PROJECT)).toBe(page);
});

test.each([
  ["https://evil.example/", "https://evil.example/"],
  [undefined, `${ORIGIN}/`], // what browsers say to another origin of any page
  [undefined, "https://shop.example.com/"],
  [undefined, null],
])("asked for %j from %j there is nowhere to go", (wanted, referer) => {
  expect(toThankYouPage(wanted, referer, ORIGIN, PROJECT)).toBeUndefined();
});

test("a project without a list has nowhere to go", () => {
  expect(toThankYouPage("https://thanks.example.com/", null, ORIGIN, { id: "a", name: "A" })).toBeUndefined();
});

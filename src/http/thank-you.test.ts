import { expect, test } from "vitest";
import { isNavigation, toThankYouPage } from "./thank-you.ts";

const PROJECT = {
  id: "skyline",
  name: "Skyline",
  origins: ["https://www.example.com"],
  redirectHosts: ["thanks.example.com"],
};
const PAGE = "https://www.example.com/contact";

test.each([
  ["https://thanks.example.com/ok?a=1#b", "https://thanks.example.com/ok?a=1#b"],
  ["http://thanks.example.com/", "http://thanks.example.com/"],
  ["https://www.example.com/contact#lead-sent-0", "https://www.example.com/contact#lead-sent-0"],
  ["http://www.example.com/", PAGE], // another origin
  ["https://thanks.example.com.evil.example/", PAGE],
  ["https://thanks.example.com@evil.example/", PAGE],
  ["https://evil.example\\@thanks.example.com/", PAGE],
  ["https://x:y@thanks.example.com/", PAGE],
  ["//evil.example/", PAGE],
  ["/thanks", PAGE],
  ["javascript:alert(1)//https://thanks.example.com", PAGE],
  ["data:text/html,x", PAGE],
  ["", PAGE],
  [undefined, PAGE],
])("asked for %j a visitor goes to %s", (wanted, page) => {
  expect(toThankYouPage(wanted, PAGE, PROJECT)).toBe(page);
});

test("without a page of ours there is nowhere to go", () => {
  expect(toThankYouPage("https://evil.example/", "https://evil.example/", PROJECT)).toBeUndefined();
  expect(toThankYouPage(undefined, null, PROJECT)).toBeUndefined();
  expect(toThankYouPage("https://thanks.example.com/", null, { id: "a", name: "A" })).toBeUndefined();
});

test.each([
  [{ "sec-fetch-mode": "navigate" }, true],
  [{ "sec-fetch-mode": "cors", accept: "text/html" }, false],
  [{ accept: "text/html,*/*" }, true],
  [{ accept: "*/*" }, false],
])("%j navigates: %s", (headers, expected) => {
  expect(isNavigation(new Request("https://example.com", { headers }))).toBe(expected);
});

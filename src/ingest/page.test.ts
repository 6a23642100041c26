import { expect, test } from "vitest";
import { toHost, toPage, toPath } from "./page.ts";

test.each([
  [
    "https://www.example.com/offer?utm_source=x#form",
    "https://www.example.com/offer",
    "/offer",
    "www.example.com",
  ],
  ["www.example.com/offer", "https://www.example.com/offer", "/offer", "www.example.com"],
  ["HTTP://EXAMPLE.com", "http://example.com/", "/", "example.com"],
  ["https://user:secret@example.com/a", "https://example.com/a", "/a", "example.com"],
  ["/offer?x=1", "", "/offer", ""],
  ["//example.com/offer", "", "", ""],
  ["javascript:alert(1)", "", "", ""],
  ["", "", "", ""],
  ["https://", "", "", ""],
])("%s is the page %j, path %j, host %j", (text, page, path, host) => {
  expect([toPage(text), toPath(text), toHost(text)]).toEqual([page, path, host]);
});

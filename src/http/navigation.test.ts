import { expect, test } from "vitest";
import { isFormPost, isNavigation } from "./navigation.ts";

const toRequest = (headers: Record<string, string>) => new Request("https://example.com", { headers });

test.each([
  [{ "sec-fetch-mode": "navigate" }, true],
  [{ "sec-fetch-mode": "cors", accept: "text/html" }, false],
  [{ accept: "text/html,*/*" }, true],
  [{ accept: "*/*" }, false],
])("%j navigates: %s", (headers, expected) => {
  expect(isNavigation(toRequest(headers))).toBe(expected);
});

const FORM = { "sec-fetch-mode": "navigate", "content-type": "application/x-www-form-urlencoded" };

test.each<[Record<string, string>, boolean]>([
  [FORM, true],
  [{ ...FORM, "content-type": "Multipart/Form-Data; boundary=x" }, true],
  [{ ...FORM, "content-type": "text/plain" }, false],
  [{ ...FORM, "content-type": "application/json" }, false],
  [{ ...FORM, "sec-fetch-mode": "cors" }, false],
  [{ ...FORM, authorization: "Bearer lsk_server" }, false],
])("%j is a visitor's form: %s", (headers, expected) => {
  expect(isFormPost(toRequest(headers))).toBe(expected);
});

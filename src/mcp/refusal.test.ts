import { expect, it } from "vitest";
import { PROBLEM_CODES, Problem } from "../domain/errors.ts";
import { toRefusalText } from "./refusal.ts";

it("names the field, the nearest word and the allowed ones", () => {
  const errors = [
    {
      field: "group_by.0",
      message: '"sorce" is not allowed here',
      allowed: ["source", "city"],
      didYouMean: "source",
    },
    { field: "to", message: "to must be later than from." },
  ];
  expect(toRefusalText(new Problem("invalid_parameter", "group_by.0: …", { errors }))).toMatchInlineSnapshot(`
    "The arguments are not valid:
    - group_by.0: "sorce" is not allowed here. Did you mean "source"? Allowed: source, city.
    - to: to must be later than from."
  `);
});

it("cuts a long list of allowed words", () => {
  const allowed = Array.from({ length: 60 }, (_, index) => `w${index}`);
  const text = toRefusalText(
    new Problem("invalid_parameter", "bad", { errors: [{ field: "x", message: "no", allowed }] }),
  );
  expect(text).toContain("w39, and 20 more.");
  expect(text).not.toContain("w40");
});

it("says when to come back", () => {
  const problem = new Problem("rate_limited", "Too many questions in this minute.", { retryAfterS: 12 });
  expect(toRefusalText(problem)).toBe(
    "Too many questions in this minute.\nThe same call may succeed in 12 s.",
  );
});

it.each(PROBLEM_CODES)("shows no cause of %s", (code) => {
  const problem = new Problem(code, "Our words.", { cause: new Error("upstream secret") });
  expect(toRefusalText(problem)).not.toContain("secret");
});

it("has one sentence for what nobody expected", () => {
  const text = toRefusalText(new TypeError("secret"));
  expect(text).not.toContain("secret");
  expect(text).toBe(toRefusalText(new Problem("internal", "secret")));
});

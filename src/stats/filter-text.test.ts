import fc from "fast-check";
import { expect, test } from "vitest";
import { readFilterText, toFilterText } from "./filter-text.ts";
import { OPERATORS } from "./request.ts";

test("a filter in an address reads back as it was written", () => {
  const values = fc.array(
    fc.oneof(
      fc.string({ maxLength: 12 }),
      fc.string({ unit: fc.constantFrom(",", '"', "!", "~", " ", "a", "=", "&", "%") }),
    ),
    { minLength: 1, maxLength: 5 },
  );
  fc.assert(
    fc.property(fc.constantFrom(...OPERATORS), values, (operator, list) => {
      const filter = { dimension: "source", operator, values: list } as const;
      const { dimension: _, ...rest } = { ...filter, values: [...filter.values] };
      expect(readFilterText(toFilterText({ ...filter, values: [...list] }))).toEqual(rest);
    }),
    { numRuns: 2000 },
  );
});

test.each([
  ["IN,AE", "is", ["IN", "AE"]],
  ["!IN", "is_not", ["IN"]],
  ["~diwali", "contains", ["diwali"]],
  ['"Washington, D.C."', "is", ["Washington, D.C."]],
  ['!"Washington, D.C.",Pune', "is_not", ["Washington, D.C.", "Pune"]],
  ["5'10\"", "is", ["5'10\""]],
  ["", "is", [""]],
])("%s means %s %j", (text, operator, values) => {
  expect(readFilterText(text)).toEqual({ operator, values });
});

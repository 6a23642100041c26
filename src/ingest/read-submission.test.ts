import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { MAX_EXTRA_CHARS, MAX_EXTRA_FIELDS, readSubmission } from "./read-submission.ts";

const read = (fields: Record<string, unknown>) => readSubmission(Object.entries(fields));

describe("a submission", () => {
  test("is found under every spelling of a field", () => {
    const spellings = [
      "phone",
      "Phone",
      "PHONE",
      "phone_number",
      "phoneNumber",
      "Phone Number",
      "mobile-no",
      "tel",
    ];
    for (const key of spellings) expect(read({ [key]: "123" }).text).toEqual({ phone: "123" });
  });
  test("takes the field's own name before an alias, whatever the order", () => {
    expect(read({ mobile: "1", phone: "2" }).text.phone).toBe("2");
    expect(read({ phone: "2", mobile: "1" }).text.phone).toBe("2");
    expect(read({ phone: "", mobile: "1" }).text.phone).toBe("1");
    expect(
      readSubmission([
        ["phone", "1"],
        ["phone", "2"],
      ]).text.phone,
    ).toBe("1");
  });
  test("takes numbers, true and one-element lists where a text is meant", () => {
    expect(read({ phone: 9876543210, city: ["Pune"], cta: true }).text).toEqual({
      phone: "9876543210",
      city: "Pune",
      cta: "true",
    });
  });
  test("takes texts where a number is meant", () => {
    expect(read({ clicks: "3", scroll_depth_pct: "75 %", time_on_page_s: " 12,5 " }).numbers).toEqual({
      clicks: 3,
      scroll_depth_pct: 75,
      time_on_page_s: 12.5,
    });
  });
  test("keeps what is valid beside what is not, and says so", () => {
    expect(
      read({ email: "a@example.com", city: { a: 1 }, clicks: "many", visit_count: -4, pages_viewed: "" }),
    ).toEqual({
      text: { email: "a@example.com" },
      numbers: { visit_count: 0 },
      extras: {},
      ignored: [
        { field: "city", reason: "not a text" },
        { field: "clicks", reason: "not a number" },
        { field: "visit_count", reason: "moved into 0 to 100000" },
      ],
    });
  });
  test("joins first and last name when there is no full name", () => {
    expect(read({ first_name: "Jane", last_name: "Doe" }).text.name).toBe("Jane Doe");
    expect(read({ first_name: "Jane", last_name: "Doe", name: "J. D." }).text.name).toBe("J. D.");
  });
  test("keeps unknown fields, 50 of them, 500 characters each", () => {
    const many = Object.fromEntries(Array.from({ length: 60 }, (_, i) => [`x${i}`, "y".repeat(600)]));
    const { extras, ignored } = read(many);
    expect(Object.keys(extras)).toHaveLength(MAX_EXTRA_FIELDS);
    expect(extras.x0).toHaveLength(MAX_EXTRA_CHARS);
    expect(ignored).toHaveLength(10);
    expect(read({ budget: { min: 1 }, tags: ["a", "b"] }).extras).toEqual({
      budget: '{"min":1}',
      tags: '["a","b"]',
    });
  });
  test("loses control characters and broken surrogates, never quotes or markup", () => {
    expect(read({ message: "a\u0000b\r\nc\u001b[1m <b>'\"\\ \ud800" }).text.message).toBe(
      "ab\nc[1m <b>'\"\\ \ufffd",
    );
  });
  test("from hostile keys stays data", () => {
    const body = JSON.parse(
      '{"__proto__":{"project":"x"},"constructor":"c","toString":"t","email":"a@example.com"}',
    );
    const submission = read(body);
    expect(submission.text).toEqual({ email: "a@example.com" });
    expect(Object.keys(submission.extras)).toEqual(["__proto__", "constructor", "toString"]);
    expect(({} as Record<string, unknown>).project).toBeUndefined();
  });
  test("nested beyond what can be written down is left out", () => {
    expect(read({ deep: JSON.parse("[".repeat(20_000) + "]".repeat(20_000)) }).text).toEqual({});
  });
});

test("reading never fails, whatever is sent", () => {
  fc.assert(
    fc.property(
      fc.array(fc.tuple(fc.oneof(fc.string(), fc.constantFrom("email", "clicks", "city")), fc.anything())),
      (entries) => {
        const { text, numbers } = readSubmission(entries);
        expect(Object.values(text).every((value) => typeof value === "string" && value !== "")).toBe(true);
        expect(Object.values(numbers).every(Number.isFinite)).toBe(true);
      },
    ),
    { numRuns: 500 },
  );
});

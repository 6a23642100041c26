import { expect, test } from "vitest";
import { toClaim } from "./claim.ts";
import { createFacts } from "./fixture.ts";

const BY = { credential: "k1", projectId: "skyline", submissionId: "s1", idempotencyKey: undefined };
const keyOf = async (fields: Record<string, unknown>, by: Partial<typeof BY> = {}) =>
  (await toClaim(createFacts(fields, null), { ...BY, ...by })).keyHash;

test("what a page measures anew with every try does not make another submission", async () => {
  const first = await keyOf({ message: "hi", clicks: 1, time_on_page_s: 5, form_token: "a", honeypot: "" });
  expect(
    await keyOf({
      message: "hi",
      clicks: 2,
      time_on_page_s: 9,
      form_token: "b",
      submitted_at: "2026-11-22T10:00Z",
    }),
  ).toBe(first);
});

test.each([
  [{ message: "hi!" }, {}],
  [{ message: "hi", budget: "1" }, {}],
  [{ message: "hi", utm_source: "google" }, {}],
  [{ message: "hi", client_ip: "203.0.113.9" }, {}],
  [{ message: "hi" }, { credential: "k2" }],
  [{ message: "hi" }, { projectId: "harbour" }],
])("%j by %j is another submission", async (fields, by) => {
  expect(await keyOf(fields, by)).not.toBe(await keyOf({ message: "hi" }));
});

test("the order of the fields does not matter", async () => {
  expect(await keyOf({ a: "1", b: "2", city: "Pune" })).toBe(await keyOf({ city: "Pune", b: "2", a: "1" }));
});

test("a key the sender chose holds for a day, for its credential and project", async () => {
  const facts = createFacts({}, null);
  const claim = await toClaim(facts, { ...BY, idempotencyKey: "k" } as never);
  expect(claim.windowMs).toBe(86_400_000);
  const other = await toClaim(facts, { ...BY, idempotencyKey: "k", credential: "k2" } as never);
  expect(other.keyHash).not.toBe(claim.keyHash);
});

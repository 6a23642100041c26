import { describe, expect, test } from "vitest";
import { readGoogleAdsLead } from "./google-ads.ts";

test("columns become fields, and what is unknown keeps its own name", () => {
  const lead = readGoogleAdsLead({
    lead_id: "lead-1",
    google_key: "lsk_key",
    is_test: true,
    gcl_id: "click",
    form_id: 12,
    campaign_id: "34",
    user_column_data: [
      { column_id: "FIRST_NAME", string_value: "Jane" },
      { column_id: "LAST_NAME", string_value: "Doe" },
      { column_id: "WORK_EMAIL", string_value: "jane@example.com" },
      { column_id: "PHONE_NUMBER", string_value: "+919876543210" },
      { column_id: "COMPANY_NAME", string_value: "Example Ltd" },
      { column_name: "Which flat?", string_value: "3 rooms" },
      { column_id: "constructor", string_value: "x" },
      { column_id: "CITY" },
    ],
  });
  expect(lead).toMatchObject({ key: "lsk_key", isTest: true, idempotencyKey: undefined });
  expect(lead.submission.text).toEqual({
    first_name: "Jane",
    last_name: "Doe",
    name: "Jane Doe",
    email: "jane@example.com",
    phone: "+919876543210",
    gclid: "click",
    source: "google",
    utm_source: "google",
    utm_medium: "cpc",
    utm_campaign: "34",
    cta: "google lead form 12",
  });
  expect(lead.submission.extras).toEqual({
    COMPANY_NAME: "Example Ltd",
    "Which flat?": "3 rooms",
    constructor: "x",
    lead_id: "lead-1",
    campaign_id: "34",
  });
});

describe("a field that is not as Google documents it", () => {
  const EMAIL = { column_id: "EMAIL", string_value: "jane@example.com" };
  const read = (more: object, ...columns: object[]) =>
    readGoogleAdsLead({ google_key: "lsk_key", user_column_data: [EMAIL, ...columns], ...more });

  test("a number as lead_id is one, unless it was rounded: it would be that of other leads too", () => {
    const toKey = (lead_id: unknown) => read({ lead_id }).idempotencyKey;
    expect([toKey(12), toKey(JSON.parse("12345678901234567890")), toKey(1.5)]).toEqual([
      "12",
      undefined,
      undefined,
    ]);
  });

  test.each([
    "lead_id",
    "gcl_id",
    "form_id",
    "campaign_id",
    "adgroup_id",
    "creative_id",
    "asset_group_id",
    "lead_stage",
    "lead_submit_time",
    "is_test",
  ])("costs no lead: %s", (field) => {
    const none = read({});
    for (const value of [null, {}, [1], false]) expect(read({ [field]: value })).toEqual(none);
    expect(read({ [field]: 5 }).submission.text.email).toBe("jane@example.com");
  });

  test("is read as a text where it is a number", () => {
    const lead = read({ lead_id: 5, gcl_id: 7, campaign_id: 34 });
    expect(lead.idempotencyKey).toBe("5");
    expect(lead.submission.text).toMatchObject({ gclid: "7", utm_campaign: "34" });
    expect(lead.submission.extras).toMatchObject({ lead_id: "5" });
  });

  test("costs no other column", () => {
    const { submission } = read(
      {},
      { column_id: "FULL_NAME", string_value: null },
      { column_id: "CITY", string_value: ["Pune", "Mumbai"] },
      { column_id: null, column_name: "Age", string_value: 35 },
      { column_id: 12, column_name: null, string_value: true },
    );
    expect(submission.text).toMatchObject({ email: "jane@example.com" });
    expect(submission.extras).toEqual({ Age: "35", 12: "true" });
    expect(submission.ignored).toEqual([{ field: "city", reason: "not a text" }]);
  });

  test.each([[true], ["true"]])("marks a test by %j", (is_test) => {
    expect(read({ is_test }).isTest).toBe(true);
  });

  test("is no id of Google's where it is endless", () => {
    const { idempotencyKey, submission } = read({ lead_id: "1".repeat(501) });
    expect([idempotencyKey, submission.extras]).toEqual([undefined, {}]);
  });
});

test.each([
  [{ user_column_data: {} }],
  [{ user_column_data: null }],
  [{ user_column_data: ["EMAIL"] }],
  [{ google_key: 5 }],
  [[]],
  ["text"],
])("%j is no lead", (body) => {
  expect(() => readGoogleAdsLead(body)).toThrow("This is not a Google Ads lead.");
});

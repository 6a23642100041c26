import { expect, test } from "vitest";
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

test.each([[{ user_column_data: {} }], [{ is_test: "yes" }], [[]], ["text"]])("%j is no lead", (body) => {
  expect(() => readGoogleAdsLead(body)).toThrow("This is not a Google Ads lead.");
});

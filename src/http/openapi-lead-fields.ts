import { NUMBER_FIELDS, type NumberField, TEXT_FIELDS, type TextField } from "../ingest/submission-fields.ts";
import type { JsonObject } from "./openapi-types.ts";

const CLICK_ID = "Ad click id of the visit";

/** Meaning of every field a sender may fill; the bait for bots is not among them. */
const MEANINGS: Readonly<Record<Exclude<TextField, "honeypot"> | NumberField, string>> = {
  project: "Project id or name; may be left out with a key for exactly one project",
  name: "Full name",
  first_name: "Given name, when there is no full name",
  last_name: "Family name, when there is no full name",
  email: "E-mail address; this or phone is needed",
  phone: "Phone number, with or without country code; this or email is needed",
  message: "What the person wrote",
  source: "Where the lead comes from, e.g. website, google, partner-x",
  cta: "Name of the form or call to action",
  referer: "Page the form was on",
  referrer: "Page that linked to the visit",
  landing_page: "First page of the visit",
  utm_source: "UTM source of the visit",
  utm_medium: "UTM medium of the visit",
  utm_campaign: "UTM campaign of the visit",
  utm_term: "UTM term of the visit",
  utm_content: "UTM content of the visit",
  utm_id: "UTM campaign id of the visit",
  gclid: CLICK_ID,
  gbraid: CLICK_ID,
  wbraid: CLICK_ID,
  msclkid: CLICK_ID,
  fbclid: CLICK_ID,
  ttclid: CLICK_ID,
  li_fat_id: CLICK_ID,
  city: "City the person gave",
  region: "Region or state the person gave",
  country: "Country the person gave: name or ISO 3166-1 code",
  client_ip: "Address of the visitor, when a server sends",
  user_agent: "Browser of the visitor, when a server sends",
  timezone: "IANA zone of the visitor's browser",
  visitor_id: "Id of the browser; kept with the record",
  first_touch: "How the first visit began, as JSON",
  last_touch: "How the latest visit began, as JSON",
  submitted_at: "When the form was sent: ISO 8601, or epoch seconds or milliseconds",
  form_token: "Token of GET /leads/token",
  turnstile_token: "Turnstile response of the form",
  site_key: "Public key of the project's pages",
  idempotency_key: "As the header Idempotency-Key",
  redirect:
    "Page a plain form goes to afterwards, e.g. /thanks; its origin or host must be on the project's lists",
  time_on_page_s: "Seconds on the page",
  time_to_submit_s: "Seconds from page load to submission",
  pages_viewed: "Pages seen in the visit",
  scroll_depth_pct: "Deepest scroll position in per cent",
  clicks: "Clicks on the page",
  visit_count: "Visits of this browser so far",
};

/** JSON Schema of a submission. A bad optional field never loses the lead, so only what is needed is a rule. */
export function toLeadSchema(): JsonObject {
  const isText = (name: string): name is TextField => name in TEXT_FIELDS;
  const properties = Object.entries(MEANINGS).map(([name, description]) => {
    if (isText(name)) return [name, { type: "string", maxLength: TEXT_FIELDS[name].maxChars, description }];
    const { min, max } = NUMBER_FIELDS[name as NumberField];
    return [name, { type: "number", minimum: min, maximum: max, description }];
  });
  return {
    type: "object",
    description:
      "Names are read without case and punctuation (`Phone Number`, `utmSource`). Fields that are not listed are kept with the record.",
    properties: Object.fromEntries(properties),
    anyOf: [{ required: ["email"] }, { required: ["phone"] }],
    additionalProperties: true,
    example: { project: "acme", email: "jane@example.com", source: "website", utm_campaign: "diwali" },
  };
}

/** JSON Schema of the Google Ads webhook's body, as far as it is read. */
export function toGoogleAdsSchema(): JsonObject {
  const text = { type: "string" };
  return {
    type: "object",
    externalDocs: { url: "https://developers.google.com/google-ads/webhook/docs/implementation" },
    required: ["google_key"],
    properties: {
      google_key: { ...text, description: "An ingest key" },
      lead_id: text,
      user_column_data: {
        type: "array",
        items: { type: "object", properties: { column_id: text, column_name: text, string_value: text } },
      },
      gcl_id: text,
      is_test: { type: "boolean" },
    },
    additionalProperties: true,
  };
}

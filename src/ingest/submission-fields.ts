import type { Channel } from "../domain/dataset.ts";

/**
 * What a submission may carry, by wire name. A received key is compared without case, spaces and punctuation, so
 * `phone`, `Phone`, `phone_number` and `phoneNumber` all find `phone`; `aliases` are written in that squeezed form.
 */
interface TextFieldSpec {
  readonly maxChars: number;
  readonly aliases: readonly string[];
  /** Differs between two tries of the same submission, so it takes no part in telling whether a body is the same. */
  readonly volatile?: true;
}
interface NumberFieldSpec {
  readonly min: number;
  readonly max: number;
  readonly aliases: readonly string[];
}

export const TEXT_FIELDS = {
  project: { maxChars: 200, aliases: ["projectid", "projectname", "projectslug"] },
  name: { maxChars: 200, aliases: ["fullname", "contactname", "customername", "yourname", "leadname"] },
  first_name: { maxChars: 100, aliases: ["givenname", "fname"] },
  last_name: { maxChars: 100, aliases: ["familyname", "surname", "lname"] },
  email: {
    maxChars: 320,
    aliases: ["emailaddress", "mail", "contactemail", "workemail", "useremail", "youremail", "emailid"],
  },
  phone: {
    maxChars: 60,
    aliases: [
      "phonenumber",
      "phoneno",
      "mobile",
      "mobilenumber",
      "mobileno",
      "tel",
      "telephone",
      "contactnumber",
      "contactphone",
      "whatsapp",
      "yourphone",
    ],
  },
  message: {
    maxChars: 10_000,
    aliases: [
      "comment",
      "comments",
      "enquiry",
      "inquiry",
      "requirement",
      "requirements",
      "query",
      "contactmessage",
    ],
  },
  source: { maxChars: 200, aliases: ["leadsource", "projectsource"] },
  cta: { maxChars: 200, aliases: ["ctaname", "ctatext", "form", "formname", "formid", "button"] },
  referer: {
    maxChars: 2000,
    aliases: ["pageurl", "page", "formurl", "url", "sourceurl", "pagelocation", "currenturl"],
  },
  referrer: { maxChars: 2000, aliases: ["documentreferrer", "httpreferrer", "externalreferrer"] },
  landing_page: { maxChars: 2000, aliases: ["landingpageurl", "landingurl", "entrypage", "firstpage"] },
  utm_source: { maxChars: 300, aliases: [] },
  utm_medium: { maxChars: 300, aliases: [] },
  utm_campaign: { maxChars: 300, aliases: ["utmcampaignname"] },
  utm_term: { maxChars: 300, aliases: ["utmkeyword"] },
  utm_content: { maxChars: 300, aliases: ["utmcreative"] },
  utm_id: { maxChars: 300, aliases: ["utmcampaignid"] },
  gclid: { maxChars: 500, aliases: ["googleclickid"] },
  gbraid: { maxChars: 500, aliases: [] },
  wbraid: { maxChars: 500, aliases: [] },
  msclkid: { maxChars: 500, aliases: [] },
  fbclid: { maxChars: 500, aliases: [] },
  ttclid: { maxChars: 500, aliases: [] },
  li_fat_id: { maxChars: 500, aliases: [] },
  city: { maxChars: 200, aliases: ["contactcity", "town"] },
  region: { maxChars: 200, aliases: ["state", "province", "contactstate", "contactregion"] },
  country: { maxChars: 100, aliases: ["countrycode", "contactcountry"] },
  client_ip: { maxChars: 64, aliases: ["ip", "ipaddress", "remoteip", "userip", "visitorip"] },
  user_agent: { maxChars: 1000, aliases: ["ua", "browser"] },
  timezone: { maxChars: 64, aliases: ["tz", "browsertimezone"] },
  visitor_id: { maxChars: 200, aliases: ["clientid", "anonymousid"] },
  first_touch: { maxChars: 4000, aliases: [], volatile: true },
  last_touch: { maxChars: 4000, aliases: [], volatile: true },
  submitted_at: {
    maxChars: 64,
    aliases: ["enquirydatetime", "createdat", "createdtime", "submittedon", "timestamp"],
    volatile: true,
  },
  honeypot: { maxChars: 500, aliases: ["lshp", "gotcha", "botfield"], volatile: true },
  form_token: { maxChars: 500, aliases: ["lstoken"], volatile: true },
  turnstile_token: { maxChars: 4000, aliases: ["cfturnstileresponse"], volatile: true },
  site_key: { maxChars: 100, aliases: ["lskey"], volatile: true },
  idempotency_key: { maxChars: 200, aliases: [], volatile: true },
  redirect: { maxChars: 2000, aliases: ["redirecturl", "thankyouurl", "successurl"], volatile: true },
} as const satisfies Record<string, TextFieldSpec>;

/** Every number differs between two tries: they measure the visit. */
export const NUMBER_FIELDS = {
  time_on_page_s: { min: 0, max: 86_400, aliases: ["timeonpage", "timeonpageseconds"] },
  time_to_submit_s: { min: 0, max: 86_400, aliases: ["timetosubmit", "timetosubmitseconds"] },
  pages_viewed: { min: 0, max: 10_000, aliases: ["pageviews", "pagesviewedcount"] },
  scroll_depth_pct: { min: 0, max: 100, aliases: ["scrolldepth", "scrollpercent"] },
  clicks: { min: 0, max: 100_000, aliases: ["clickcount"] },
  visit_count: { min: 0, max: 100_000, aliases: ["visits", "visitnumber"] },
} as const satisfies Record<string, NumberFieldSpec>;

export type TextField = keyof typeof TEXT_FIELDS;
export type NumberField = keyof typeof NUMBER_FIELDS;

/**
 * Ad click ids, strongest first, and the channel that each tells by itself. Facebook and Instagram put theirs on every
 * link, paid or not.
 */
export const CLICK_ID_CHANNELS = {
  gclid: "paid_search",
  gbraid: "paid_search",
  wbraid: "paid_search",
  msclkid: "paid_search",
  fbclid: "organic_social",
  ttclid: "paid_social",
  li_fat_id: "paid_social",
} as const satisfies Partial<Record<TextField, Channel>>;
export const CLICK_ID_FIELDS = Object.keys(CLICK_ID_CHANNELS) as (keyof typeof CLICK_ID_CHANNELS)[];
export const UTM_FIELDS = [
  "utm_source",
  "utm_medium",
  "utm_campaign",
  "utm_term",
  "utm_content",
  "utm_id",
] as const satisfies readonly TextField[];

/** A key without case and punctuation, so that spellings of one name meet. */
export function toSqueezed(key: string): string {
  return key.toLowerCase().replace(/[^a-z0-9]/g, "");
}

export type FieldMatch =
  | { readonly kind: "text"; readonly field: TextField; readonly exact: boolean }
  | { readonly kind: "number"; readonly field: NumberField; readonly exact: boolean };

/** By squeezed name, and by the field's own, which is the usual one. */
const BY_SQUEEZED = new Map<string, FieldMatch>();
for (const [field, spec] of Object.entries(TEXT_FIELDS) as [TextField, TextFieldSpec][]) {
  for (const alias of spec.aliases) BY_SQUEEZED.set(alias, { kind: "text", field, exact: false });
  for (const key of [field, toSqueezed(field)]) BY_SQUEEZED.set(key, { kind: "text", field, exact: true });
}
for (const [field, spec] of Object.entries(NUMBER_FIELDS) as [NumberField, NumberFieldSpec][]) {
  for (const alias of spec.aliases) BY_SQUEEZED.set(alias, { kind: "number", field, exact: false });
  for (const key of [field, toSqueezed(field)]) BY_SQUEEZED.set(key, { kind: "number", field, exact: true });
}

/** The field a received key means; `exact` when it is the field's own name rather than an alias. */
export function findField(key: string): FieldMatch | undefined {
  return BY_SQUEEZED.get(key) ?? BY_SQUEEZED.get(toSqueezed(key));
}

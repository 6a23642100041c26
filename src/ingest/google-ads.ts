import * as z from "zod";
import { Problem } from "../domain/errors.ts";
import { IN_OUR_WORDS, MAX_TOLD, toFieldErrors } from "../domain/field-errors.ts";
import { readSubmission } from "./read-submission.ts";
import type { Submission } from "./submission.ts";

/** A field that a lead can do without: what is no text counts as left out. */
const text = z.union([z.string(), z.number()]).transform(String).optional().catch(undefined);

/** The same, but a number that JSON has rounded stands for other leads too. */
const id = z
  .union([z.string(), z.int()])
  .transform(String)
  .pipe(z.string().max(500))
  .optional()
  .catch(undefined);

/** The webhook's body. @see https://developers.google.com/google-ads/webhook/docs/implementation */
const leadSchema = z.object({
  lead_id: id,
  user_column_data: z
    .array(
      z.object({
        column_id: text,
        column_name: text,
        string_value: z.unknown().optional(),
      }),
    )
    .max(200)
    .default([]),
  google_key: z.string().max(200).optional(),
  is_test: z
    .unknown()
    .optional()
    .transform((value) => value === true || value === "true"),
  gcl_id: text,
  form_id: text,
  campaign_id: text,
  adgroup_id: text,
  creative_id: text,
  asset_group_id: text,
  lead_stage: text,
  lead_submit_time: text,
});

/** Our field for each of Google's column ids; every other column is kept under its own name. */
const FIELD_BY_COLUMN: Readonly<Record<string, string>> = {
  FULL_NAME: "name",
  FIRST_NAME: "first_name",
  LAST_NAME: "last_name",
  EMAIL: "email",
  WORK_EMAIL: "work_email",
  PHONE_NUMBER: "phone",
  WORK_PHONE: "phone_number",
  CITY: "city",
  REGION: "region",
  COUNTRY: "country",
};

export interface GoogleAdsLead {
  readonly submission: Submission;
  /** The key the advertiser typed into the form's webhook settings. */
  readonly key: string | undefined;
  readonly isTest: boolean;
  /** Google sends a lead again under the same id. */
  readonly idempotencyKey: string | undefined;
}

/**
 * Reads a Google Ads lead form webhook.
 * @throws Problem `invalid_body`
 */
export function readGoogleAdsLead(body: unknown): GoogleAdsLead {
  const parsed = leadSchema.safeParse(body, IN_OUR_WORDS);
  if (!parsed.success)
    throw new Problem("invalid_body", "This is not a Google Ads lead.", {
      errors: parsed.error.issues.slice(0, MAX_TOLD).flatMap((issue) => toFieldErrors(issue, [])),
    });
  const {
    user_column_data: columns,
    google_key,
    is_test,
    lead_id,
    gcl_id,
    lead_submit_time,
    ...rest
  } = parsed.data;
  const entries: [string, unknown][] = [
    ...columns.map(({ column_id: id = "", column_name: name, string_value: value }): [string, unknown] => [
      (Object.hasOwn(FIELD_BY_COLUMN, id) && FIELD_BY_COLUMN[id]) || id || name || "column",
      value,
    ]),
    ["gclid", gcl_id],
    ["submitted_at", lead_submit_time],
    ["source", "google"],
    ["utm_source", "google"],
    ["utm_medium", "cpc"],
    ["utm_campaign", rest.campaign_id],
    ["cta", rest.form_id === undefined ? "google lead form" : `google lead form ${rest.form_id}`],
    ["lead_id", lead_id],
    ...Object.entries(rest),
  ];
  return {
    submission: readSubmission(entries),
    key: google_key,
    isTest: is_test,
    // Every test carries the same id, and an empty one is none.
    idempotencyKey: is_test || lead_id === "" ? undefined : lead_id,
  };
}

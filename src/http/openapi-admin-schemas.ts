import * as z from "zod";
import { keyRecordSchema } from "../access/key.ts";
import { newProjectSchema, projectRecordSchema } from "../access/project-record.ts";
import { ADMIN_ACTIONS } from "../domain/admin-action.ts";
import { TEXT_FIELDS } from "../ingest/submission-fields.ts";
import { MAX_LISTED_DAYS, MAX_REASON_CHARS } from "./sender-limits.ts";

const PROJECT_CHANGE = z.object(
  Object.fromEntries(
    Object.entries(newProjectSchema.omit({ id: true }).shape).map(([name, field]) => [
      name,
      name === "name" ? field.optional() : field.nullish(),
    ]),
  ),
);
const sender = {
  ip: z
    .string()
    .max(TEXT_FIELDS.client_ip.maxChars)
    .describe("IPv4 or IPv6 address; IPv6 stands for its /64 network"),
  project: z.string().nullable().optional().describe("Only for this project; if omitted, for every project"),
  reason: z.string().max(MAX_REASON_CHARS).optional(),
};
const SENDER = z.strictObject({
  ...sender,
  days: z.number().max(MAX_LISTED_DAYS).nullable().optional().describe("How long; null until it is lifted"),
});
const SENDER_ENTRY = z.looseObject({
  ...sender,
  added_by: z.string(),
  created_at: z.string(),
  expires_at: z.string().nullable(),
});
const PERSON = z
  .strictObject({
    email: z.string().max(TEXT_FIELDS.email.maxChars).optional().describe("This or phone is needed"),
    phone: z.string().max(TEXT_FIELDS.phone.maxChars).optional(),
    project: z.string().optional().describe("Only from this project; if omitted, from every project"),
    linked: z
      .boolean()
      .optional()
      .describe(
        "true: everything goes that the person's addresses and numbers lead to, also over others; false: only what holds the given ones itself; if omitted, 409 where the two differ",
      ),
  })
  .meta({ anyOf: [{ required: ["email"] }, { required: ["phone"] }] });
const FILTERED = z.looseObject({
  submission_id: z.string(),
  project: z.string(),
  type: z.enum(["bot", "blocked"]),
  reason: z.string(),
  received_at: z.string(),
  name: z.string().nullable().describe("Masked, as are email, phone and ip"),
  email: z.string().nullable(),
  phone: z.string().nullable(),
  ip: z.string().nullable(),
  suspicion_score: z.number(),
  restored_at: z.string().nullable(),
});

const ACTION = z.strictObject({
  id: z.uuid(),
  at: z.iso.datetime(),
  action: z.enum(ADMIN_ACTIONS),
  key_id: z.string(),
  projects: z.union([z.literal("all"), z.array(z.string())]),
  target: z.string().nullable(),
  fields: z.array(z.string()),
});

const KEY_FIELDS = keyRecordSchema.shape;
const KEY = z.strictObject({
  ...KEY_FIELDS,
  id: KEY_FIELDS.id.describe("The first eight characters of the key after lsk_"),
});

/** What administration takes and gives, as far as its callers need to know; projects are described by their record. */
export const ADMIN_SCHEMAS = {
  Project: projectRecordSchema,
  NewProject: newProjectSchema,
  ProjectChange: PROJECT_CHANGE,
  SentBrief: z.strictObject({
    text: z.string(),
    deliveries: z.array(z.strictObject({ way: z.enum(["slack", "mail"]), error: z.string().optional() })),
  }),
  Key: KEY,
  NewKey: KEY.omit({ id: true, created_at: true }).extend({
    expires_at: z
      .union([z.iso.datetime({ offset: true }), z.iso.date()])
      .optional()
      .describe("A day stands for its beginning in UTC"),
  }),
  CreatedKey: KEY.extend({ key: z.string().describe("Told this once") }),
  KeyList: z.strictObject({ keys: z.array(KEY) }),
  Sender: SENDER,
  SenderEntry: SENDER_ENTRY,
  SenderList: z.strictObject({ entries: z.array(SENDER_ENTRY) }),
  Person: PERSON,
  Erasure: z.strictObject({
    erasure_id: z.string(),
    removed: z.record(z.string(), z.number()).describe("Rows removed, by table"),
  }),
  ActionList: z.strictObject({
    entries: z.array(ACTION),
    next_before: z.string().nullable().describe("Turns the page, as before"),
  }),
  FilteredSubmission: FILTERED,
  FilteredList: z.strictObject({
    entries: z.array(FILTERED),
    next_before: z.string().nullable().describe("Turns the page, as before"),
  }),
} as const;

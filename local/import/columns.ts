import { BLOB_COLUMNS, type Column, DOUBLE_COLUMNS } from "../../src/domain/dataset.ts";
import { CLICK_ID_FIELDS, findField, toSqueezed } from "../../src/ingest/submission-fields.ts";

/** Columns of the dataset that a file may fill; the others are set by the import itself. */
export type FillableColumn = Exclude<Column, "schema_version" | "received_at" | "is_primary">;
export const FILLABLE_COLUMNS = [...BLOB_COLUMNS, ...DOUBLE_COLUMNS].filter(
  (column): column is FillableColumn =>
    column !== "schema_version" && column !== "received_at" && column !== "is_primary",
);

/** Read to work something out, but not stored: the channel, the campaign or the engagement. */
export const INPUTS = ["referrer", ...CLICK_ID_FIELDS, "time_on_page_s", "clicks"] as const;
export type Input = (typeof INPUTS)[number];

/** `time` is a time of day in a column of its own, beside a date. */
export type Target = FillableColumn | Input | "timestamp" | "time";
export const TARGETS: readonly Target[] = ["timestamp", "time", ...FILLABLE_COLUMNS, ...INPUTS];

/** Personal data that a file may hold: never imported, but labels of the same row that repeat it are redacted. */
export const PERSONAL_TRAITS = ["name", "first_name", "last_name", "email", "phone"] as const;
export type PersonalTrait = (typeof PERSONAL_TRAITS)[number];

/** What a column of a file turned out to be. */
export type ColumnMeaning =
  | { readonly kind: "target"; readonly target: Target }
  | { readonly kind: "personal"; readonly trait?: PersonalTrait };

/** Common headers, squeezed (lower-case letters and digits only), besides those that submissions may use. */
const ALIASES: Readonly<Record<string, Target>> = {
  date: "timestamp",
  datetime: "timestamp",
  timestamp: "timestamp",
  createddate: "timestamp",
  createdon: "timestamp",
  createdtimestamp: "timestamp",
  creationdate: "timestamp",
  datecreated: "timestamp",
  dateadded: "timestamp",
  addedon: "timestamp",
  leaddate: "timestamp",
  leadcreated: "timestamp",
  leadcreateddate: "timestamp",
  receivedat: "timestamp",
  receivedon: "timestamp",
  receiveddate: "timestamp",
  submitteddate: "timestamp",
  submissiondate: "timestamp",
  submissiontime: "timestamp",
  enquirydate: "timestamp",
  inquirydate: "timestamp",
  eventtime: "timestamp",
  time: "time",
  timeofday: "time",
  createdtimeofday: "time",
  type: "event_type",
  leadtype: "event_type",
  client: "project",
  originalsource: "source",
  sourcename: "source",
  medium: "utm_medium",
  campaign: "utm_campaign",
  campaignname: "utm_campaign",
  keyword: "utm_term",
  creative: "utm_content",
  adname: "utm_content",
  marketingchannel: "channel",
  channelgroup: "channel",
  defaultchannelgroup: "channel",
  devicetype: "device",
  devicecategory: "device",
  callingcode: "phone_country",
  dialcode: "phone_country",
  isdcode: "phone_country",
  phonecode: "phone_country",
  phonecountrycode: "phone_country",
  engagementlabel: "engagement",
  suspicion: "suspicion_score",
  spamscore: "suspicion_score",
  isvpn: "vpn",
  vpnsuspected: "vpn",
};

/** Headers of personal data that submissions do not know; a trait where it helps to redact labels. */
const PERSONAL: Readonly<Record<string, PersonalTrait | "">> = {
  contact: "name",
  contactperson: "name",
  customer: "name",
  clientname: "name",
  lead: "name",
  patientname: "name",
  studentname: "name",
  middlename: "",
  altphone: "phone",
  alternatephone: "phone",
  alternatenumber: "phone",
  phone1: "phone",
  phone2: "phone",
  mobilephone: "phone",
  homephone: "phone",
  workphone: "phone",
  whatsappnumber: "phone",
  email1: "email",
  email2: "email",
  secondaryemail: "email",
  address: "",
  streetaddress: "",
  street: "",
  dateofbirth: "",
  dob: "",
};

/** Fields of a submission that tell about a person or a device. */
const PERSONAL_FIELDS: readonly string[] = [
  ...PERSONAL_TRAITS,
  ...["message", "client_ip", "user_agent", "visitor_id"],
];

const TARGET_BY_SQUEEZED = new Map(TARGETS.map((target) => [toSqueezed(target), target]));

/** What a column is by its header; `undefined` when that cannot be told. A column's own name goes first. */
export function findColumn(header: string): ColumnMeaning | undefined {
  const squeezed = toSqueezed(header);
  const named =
    TARGET_BY_SQUEEZED.get(squeezed) ?? (Object.hasOwn(ALIASES, squeezed) ? ALIASES[squeezed] : undefined);
  if (named !== undefined) return { kind: "target", target: named };
  const trait = Object.hasOwn(PERSONAL, squeezed) ? PERSONAL[squeezed] : undefined;
  if (trait !== undefined) return trait === "" ? { kind: "personal" } : { kind: "personal", trait };
  const field = findField(header)?.field;
  if (field === undefined) return undefined;
  if (PERSONAL_FIELDS.includes(field)) {
    const known = PERSONAL_TRAITS.find((name) => name === field);
    return known === undefined ? { kind: "personal" } : { kind: "personal", trait: known };
  }
  if (field === "submitted_at") return { kind: "target", target: "timestamp" };
  const target = TARGETS.find((name) => name === field);
  return target === undefined ? undefined : { kind: "target", target };
}

import { readCountry } from "../domain/country.ts";
import { type FieldError, Problem } from "../domain/errors.ts";
import type { Project } from "../domain/project.ts";
import { readEmail } from "./email.ts";
import type { Connection, Facts, Mode } from "./facts.ts";
import { toSenderKey } from "./ip.ts";
import { readPhone } from "./phone.ts";
import type { IgnoredField, Submission } from "./submission.ts";

/** How and when a submission arrived. */
export interface Arrival {
  readonly mode: Mode;
  readonly connection: Connection | undefined;
  readonly token: Facts["token"];
  readonly turnstile: Facts["turnstile"];
  readonly receivedMs: number;
}

/**
 * The facts of a submission. An e-mail address or a phone number makes it a lead; with one of them usable, an
 * unusable other is noted and kept.
 * @throws Problem `invalid_body`, naming every field to repair
 */
export function toFacts(submission: Submission, project: Project | undefined, arrival: Arrival): Facts {
  const { text } = submission;
  const email = text.email === undefined ? undefined : readEmail(text.email);
  const phone =
    text.phone === undefined
      ? undefined
      : readPhone(text.phone, project?.defaultCountry ?? readCountry(text.country ?? ""));
  const errors: FieldError[] = project
    ? []
    : [{ field: "project", message: "required: the id of the project" }];
  const ignored: IgnoredField[] = [...submission.ignored];

  if (!email && !phone) errors.push(...toContactErrors(submission));
  if (errors.length > 0)
    throw new Problem("invalid_body", "The submission cannot be stored as a lead; see errors.", { errors });
  if (text.email !== undefined && !email) ignored.push({ field: "email", reason: "not an e-mail address" });
  if (text.phone !== undefined && !phone) ignored.push({ field: "phone", reason: "not a phone number" });

  const { connection } = arrival;
  const ip = connection?.ip ?? text.client_ip;
  const senderKey = ip === undefined ? undefined : toSenderKey(ip);
  if (ip !== undefined && senderKey === undefined)
    ignored.push({ field: "client_ip", reason: "not an IP address" });
  const country = connection?.country ?? text.country;
  const countryCode = country === undefined ? undefined : readCountry(country);
  if (text.country !== undefined && !connection && countryCode === undefined)
    ignored.push({ field: "country", reason: "not an ISO 3166-1 alpha-2 code or an English country name" });

  return {
    mode: arrival.mode,
    submission: { ...submission, ignored },
    email,
    phone,
    country: countryCode ?? "",
    region: connection ? (connection.region ?? "") : (text.region ?? ""),
    city: connection ? (connection.city ?? "") : (text.city ?? ""),
    senderKey,
    ip: senderKey === undefined ? undefined : ip,
    userAgent: connection?.userAgent ?? text.user_agent ?? "",
    connection,
    token: arrival.token,
    turnstile: arrival.turnstile,
    receivedMs: arrival.receivedMs,
  };
}

function toContactErrors({ text }: Submission): FieldError[] {
  if (text.email === undefined && text.phone === undefined)
    return [
      { field: "email", message: "an e-mail address or a phone number is required" },
      { field: "phone", message: "an e-mail address or a phone number is required" },
    ];
  const errors: FieldError[] = [];
  if (text.email !== undefined)
    errors.push({ field: "email", message: "must be an e-mail address, e.g. jane@example.com" });
  if (text.phone !== undefined)
    errors.push({
      field: "phone",
      message: "must be a phone number of 6 to 18 digits, e.g. +91 98765 43210",
    });
  return errors;
}

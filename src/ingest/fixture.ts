import type { Connection, Facts } from "./facts.ts";
import { readSubmission } from "./read-submission.ts";
import { toFacts } from "./to-facts.ts";

export const RECEIVED_MS = Date.parse("2026-11-22T10:00:00Z");
/** A person at home with an ordinary browser. */
export const CONNECTION: Connection = {
  ip: "203.0.113.77",
  userAgent: "Mozilla/5.0 (Windows NT 10.0; Win64; x64) AppleWebKit/537.36 Chrome/142.0.0.0 Safari/537.36",
  country: "IN",
  city: "Pune",
  region: "Maharashtra",
  timezone: "Asia/Kolkata",
  asn: 24560,
  network: "Bharti Airtel",
};

/** For tests: facts of a submission with these fields, from a page unless `connection` is `null`. */
export function createFacts(
  fields: Record<string, unknown> = {},
  connection: Partial<Connection> | null = {},
  checks: Partial<Pick<Facts, "token" | "turnstile">> = {},
): Facts {
  const submission = readSubmission(Object.entries({ email: "jane@example.com", ...fields }));
  return toFacts(
    submission,
    { id: "skyline", name: "Skyline", defaultCountry: "IN" },
    {
      mode: connection === null ? "server" : "browser",
      connection: connection === null ? undefined : { ...CONNECTION, ...connection },
      token: connection === null ? undefined : { state: "valid", id: "t1" },
      turnstile: undefined,
      receivedMs: RECEIVED_MS,
      ...checks,
    },
  );
}

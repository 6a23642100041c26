import type { EmailAddress } from "./email.ts";
import type { PhoneNumber } from "./phone.ts";
import type { Submission } from "./submission.ts";

/**
 * How a submission came in. In `server` and `webhook` mode the connection is somebody's CRM, so nothing about it
 * is held against the person; only a supplied `client_ip` is tested.
 */
export type Mode = "server" | "browser" | "webhook";

/** What the platform knows of a visitor's own connection; browser mode only. */
export interface Connection {
  readonly ip: string;
  readonly userAgent: string;
  readonly country?: string;
  readonly region?: string;
  readonly city?: string;
  /** IANA zone of the address. */
  readonly timezone?: string;
  /** Number of the autonomous system. */
  readonly asn?: number;
  /** Name of the network's owner. */
  readonly network?: string;
  /** Cloudflare's bot score, 1 (automated) to 99 (human), where the plan has it. */
  readonly botScore?: number;
  readonly verifiedBot?: boolean;
}

/** What became of the form token; see `form-token.ts`. */
export type TokenState = "valid" | "early" | "late" | "forged" | "missing";

/** What became of the Turnstile check; see `turnstile.ts`. */
export type TurnstileState =
  | "passed"
  | "failed"
  | "expired"
  | "missing"
  | "unavailable"
  | "refused_unavailable";

/** Everything known of a submission before the database is asked. Detectors see this and nothing else. */
export interface Facts {
  readonly mode: Mode;
  readonly submission: Submission;
  readonly email: EmailAddress | undefined;
  readonly phone: PhoneNumber | undefined;
  /** ISO 3166-1 alpha-2 or empty. */
  readonly country: string;
  readonly region: string;
  readonly city: string;
  /** The visitor's address, normalised; absent in server mode without `client_ip`. */
  readonly senderKey: string | undefined;
  readonly ip: string | undefined;
  readonly userAgent: string;
  readonly connection: Connection | undefined;
  /** Browser mode only. */
  readonly token: { readonly state: TokenState; readonly id?: string } | undefined;
  /** Browser mode with Turnstile configured only. */
  readonly turnstile: TurnstileState | undefined;
  /** Receipt, epoch milliseconds. */
  readonly receivedMs: number;
}

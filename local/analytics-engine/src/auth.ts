import { createHash, timingSafeEqual } from "node:crypto";

/** A refusal in the envelope of Cloudflare's API gateway. */
export interface Refusal {
  status: number;
  code: number;
  message: string;
}

const digest = (text: string) => createHash("sha256").update(text).digest();

/** Checks an `Authorization` header against the token; `null` when it may pass. */
export function refuseToken(header: string | undefined, token: string): Refusal | null {
  if (header === undefined) return { status: 401, code: 9106, message: "Missing Authorization header" };
  const given = /^Bearer ([^\s]+)$/.exec(header)?.[1];
  if (given === undefined)
    return { status: 401, code: 6111, message: "Invalid format for Authorization header" };
  if (timingSafeEqual(digest(given), digest(token))) return null;
  return { status: 401, code: 10000, message: "Authentication error" };
}

/** Checks the account in a path; a token of another account is an authentication error too. */
export function refuseAccount(given: string, accountId: string): Refusal | null {
  return given === accountId ? null : { status: 403, code: 10000, message: "Authentication error" };
}

/** The body of a refusal. */
export function toEnvelope({ code, message }: Pick<Refusal, "code" | "message">): string {
  return JSON.stringify({ success: false, errors: [{ code, message }], messages: [], result: null });
}

const LOOPBACK_HOST = /^(127\.0\.0\.1|localhost|\[::1\])(:\d+)?$/i;

/**
 * True for a request that a web page may have caused. Browsers add `Origin` to every cross-site POST and
 * `Sec-Fetch-Site` to everything, and after DNS rebinding the `Host` is the attacker's name.
 */
export function isFromBrowser(headers: Record<string, string | string[] | undefined>): boolean {
  if (!LOOPBACK_HOST.test(String(headers.host ?? ""))) return true;
  return headers.origin !== undefined || (headers["sec-fetch-site"] ?? "none") !== "none";
}

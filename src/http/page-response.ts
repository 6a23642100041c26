import { PAGE_STYLE } from "./page-style.ts";
import { toStylePolicy } from "./style-policy.ts";

/** Where the form of a page may lead. */
export type FormTarget = "nowhere" | "web" | "web_or_this_computer";

interface PageOptions {
  readonly status?: number;
  readonly target?: FormTarget;
  /** Further headers, e.g. a cookie. */
  readonly headers?: Headers;
}

/** A page that nothing may run in, frame, keep or learn the address of. */
export async function toPageResponse(page: string, options: PageOptions = {}): Promise<Response> {
  const headers = new Headers(options.headers);
  headers.set("Content-Type", "text/html; charset=utf-8");
  const formAction = FORM_ACTIONS[options.target ?? "nowhere"];
  headers.set("Content-Security-Policy", await toStylePolicy(PAGE_STYLE, formAction));
  headers.set("X-Frame-Options", "DENY");
  headers.set("Cache-Control", "no-store");
  // The address holds the app's state. Not `no-referrer`: that would hide where a posted form came from.
  headers.set("Referrer-Policy", "same-origin");
  headers.set("X-Content-Type-Options", "nosniff");
  return new Response(page, { status: options.status ?? 200, headers });
}

/** Sends the browser back to the app. */
export function toRedirect(location: string, further?: Headers): Response {
  const headers = new Headers(further);
  headers.set("Location", location);
  headers.set("Cache-Control", "no-store");
  headers.set("Referrer-Policy", "no-referrer");
  return new Response(null, { status: 302, headers });
}

/** Browsers hold every redirect that follows a posted form against `form-action`, those of the app included. */
const FORM_ACTIONS: Readonly<Record<FormTarget, string>> = {
  nowhere: "'none'",
  web: "'self' https:",
  web_or_this_computer: "'self' https: http:",
};

import type { Problem } from "../domain/errors.ts";
import { html } from "./html.ts";
import { toPage } from "./page.ts";

/** What a visitor can have got wrong, by the field of a submission. */
const TYPED: Readonly<Record<string, string>> = { email: "E-mail", phone: "Phone" };

/** Tells a visitor that their form was taken in, where no page of the site does. */
export function toThanksPage(origin: string): string {
  return toPage(
    "Thank you",
    html`<h1>Thank you</h1><p>Your message has arrived.</p><p><a href="${origin}">Back to ${new URL(origin).host}</a></p>`,
  );
}

/** Tells a visitor what to do about a form that was not taken in; nothing that only the site's makers can repair. */
export function toRefusalPage({ errors }: Problem, status: number): string {
  const wrong = errors.flatMap(({ field, message }) =>
    Object.hasOwn(TYPED, field) ? html`<li>${TYPED[field]}: ${message}</li>` : [],
  );
  return toPage(
    "That was not sent",
    html`<h1>That was not sent</h1>${wrong.length > 0 ? html`<ul>${wrong}</ul>` : html`<p>${toAdvice(status)}</p>`}
<p>Go back: what you typed is still there.</p>`,
  );
}

function toAdvice(status: number): string {
  if (status === 413) return "It is too long.";
  return status === 429 || status >= 500
    ? "Please try again in a minute."
    : "This form does not work at the moment. Please get in touch another way.";
}

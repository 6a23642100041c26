import type { Attention } from "./attention.ts";
import type { RecalledVisit } from "./memory.ts";
import { TAGS, toBareAddress } from "./touch.ts";

type Values = Readonly<Record<string, string | number | undefined>>;

/** What a submission says beside what the person typed: the same however often it is sent. */
export function toLasting(form: HTMLFormElement, siteKey: string, { landing, last }: RecalledVisit): Values {
  const values: Record<string, string | undefined> = {
    site_key: siteKey,
    // A field may be called "name" or "id".
    cta: form.dataset.cta || form.getAttribute("name") || form.getAttribute("id") || "",
    referer: toBareAddress(location.href),
    landing_page: landing,
    timezone: Intl.DateTimeFormat().resolvedOptions().timeZone,
  };
  for (const name of ["referrer", ...TAGS]) values[name] = last[name];
  return values;
}

/** What changes from one try to the next. */
export function toPassing(visit: RecalledVisit, attention: Attention): Values {
  return {
    ...attention,
    first_touch: JSON.stringify(visit.first),
    last_touch: JSON.stringify(visit.last),
    visit_count: visit.visits,
    pages_viewed: visit.pages,
  };
}

/** Adds values to what a form sends; what the form says itself stays. */
export function addValues(data: FormData, values: Values): void {
  for (const [name, value] of Object.entries(values))
    if (name && value !== undefined && value !== "" && !data.get(name)) data.set(name, String(value));
}

/** The body that a plain post of the same form would have: of a file its name, line breaks as CR LF. */
export function toBody(data: FormData): URLSearchParams {
  const body = new URLSearchParams();
  for (const [name, value] of data)
    body.append(name, typeof value === "string" ? value.replace(/\r?\n/g, "\r\n") : value.name);
  return body;
}

/** What an address may say of the campaign that led to it: UTM values, then ad click ids. */
export const TAGS = [
  "utm_source",
  "utm_medium",
  "utm_campaign",
  "utm_term",
  "utm_content",
  "utm_id",
  "gclid",
  "gbraid",
  "wbraid",
  "msclkid",
  "fbclid",
  "ttclid",
  "li_fat_id",
] as const;

/** How somebody came to the site, by wire name: tags, `referrer`, `landing_page` and `at`, the time. */
export type Touch = Readonly<Record<string, string>>;

/** The parts of `location` that matter. */
export type Page = Readonly<Record<"href" | "host" | "search", string>>;

/** Two touches and everything else that is sent stay well below what the server keeps. */
const MAX_CHARS = 300;

/**
 * The touch of a page view. Only another host is a referrer, and query and fragment, where personal data may be, are
 * left out of addresses.
 */
export function toTouch(page: Page, referrer: string, nowMs: number): Touch {
  const touch: Record<string, string> = {
    at: new Date(nowMs).toISOString(),
    landing_page: toBareAddress(page.href),
  };
  if (referrer && referrer.split("/")[2] !== page.host) touch.referrer = toBareAddress(referrer);
  const query = new URLSearchParams(page.search);
  for (const tag of TAGS) {
    const value = query.get(tag);
    if (value) touch[tag] = value.slice(0, MAX_CHARS);
  }
  return touch;
}

/** An address without query and fragment. */
export function toBareAddress(address: string): string {
  return address.replace(/[?#].*/, "").slice(0, MAX_CHARS);
}

/** Whether a campaign's tag or click id came with it. */
export function isTagged(touch: Touch): boolean {
  return TAGS.some((tag) => touch[tag]);
}

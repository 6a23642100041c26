/** A page as the dataset names it: origin and path without query and fragment; empty when the text is no page. */
export function toPage(text: string): string {
  const url = toUrl(text);
  return url ? `${url.origin}${url.pathname}` : "";
}

/** The path of a page, for a full address or for a path. */
export function toPath(text: string): string {
  if (text.startsWith("/") && !text.startsWith("//")) return text.replace(/[?#].*$/s, "");
  return toUrl(text)?.pathname ?? "";
}

/** Host of a page, lower-case, or empty. */
export function toHost(text: string): string {
  return toUrl(text)?.hostname ?? "";
}

/** Query values of a page; what a form forgot to send is often still in its address. */
export function toQuery(text: string): URLSearchParams {
  return toUrl(text)?.searchParams ?? new URLSearchParams();
}

function toUrl(text: string): URL | undefined {
  const full = /^https?:\/\//i.test(text)
    ? text
    : /^[a-z0-9-]+(\.[a-z0-9-]+)+(\/|$)/i.test(text)
      ? `https://${text}`
      : "";
  try {
    return full === "" ? undefined : new URL(full);
  } catch {
    return undefined;
  }
}

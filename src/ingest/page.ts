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

/** Host of a page, lower-case, or empty; of an app on Android, which names itself as a page does, its id. */
export function toHost(text: string): string {
  return toUrl(text.replace(/^android-app:/i, "https:"))?.hostname ?? "";
}

/** Query values of a page; what a form forgot to send is often still in its address. */
export function toQuery(text: string): URLSearchParams {
  return toUrl(text)?.searchParams ?? new URLSearchParams();
}

const MAX_CACHED_PAGES = 500;
/** A site has few pages, and every submission names one several times; parsing is slow. */
const pages = new Map<string, URL | undefined>();

function toUrl(text: string): URL | undefined {
  if (pages.has(text)) return pages.get(text);
  const url = parseUrl(text);
  if (pages.size >= MAX_CACHED_PAGES) pages.clear();
  pages.set(text, url);
  return url;
}

function parseUrl(text: string): URL | undefined {
  const hasScheme = /^https?:\/\//i.test(text);
  if (!hasScheme && !/^[a-z0-9-]+(\.[a-z0-9-]+)+(\/|$)/i.test(text)) return undefined;
  try {
    return new URL(hasScheme ? text : `https://${text}`);
  } catch {
    return undefined;
  }
}

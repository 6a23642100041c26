import type { Project } from "../domain/project.ts";

/**
 * Where a plain form post goes next: the page it asks for, when that is one of the project's own or its host is on the
 * project's list, else back to the page it came from, when that is one of the project's own. `undefined` when there is
 * none: never an open redirect.
 * @param wanted an address, or a part of one that is completed by the origin
 * @param referer browsers leave out the path unless the page's site says otherwise; an origin alone is no page to go back to
 * @param origin of the page
 */
export function toThankYouPage(
  wanted: string | undefined,
  referer: string | null,
  origin: string,
  project: Project,
): string | undefined {
  const isOwn = (page: URL) => project.origins?.includes(page.origin) === true;
  const asked = toWebUrl(wanted, origin);
  if (asked && (isOwn(asked) || project.redirectHosts?.includes(asked.hostname))) return asked.href;
  const page = toWebUrl(referer);
  return page && isOwn(page) && page.href !== `${page.origin}/` ? page.href : undefined;
}

function toWebUrl(text: string | null | undefined, base?: string): URL | undefined {
  if (!text) return undefined;
  try {
    const url = new URL(text, base);
    // Credentials in an address are only ever used to make it look like another.
    return /^https?:$/.test(url.protocol) && url.username === "" && url.password === "" ? url : undefined;
  } catch {
    return undefined;
  }
}

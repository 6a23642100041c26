import type { Project } from "../domain/project.ts";

/** Whether a browser navigates with this request, rather than a script fetching. */
export function isNavigation(request: Request): boolean {
  const mode = request.headers.get("sec-fetch-mode");
  if (mode !== null) return mode === "navigate";
  return (request.headers.get("accept") ?? "").includes("text/html");
}

/**
 * Where a plain form post goes next: the page it asks for, when that is one of the project's own or its host is on the
 * project's list, else back to the page it came from, when that is one of the project's own. Anything else is
 * `undefined`: never an open redirect.
 */
export function toThankYouPage(
  wanted: string | undefined,
  referer: string | null,
  project: Project,
): string | undefined {
  const isOwn = (page: URL) => project.origins?.includes(page.origin) === true;
  const asked = toWebUrl(wanted);
  if (asked && (isOwn(asked) || project.redirectHosts?.includes(asked.hostname))) return asked.href;
  const page = toWebUrl(referer ?? undefined);
  return page && isOwn(page) ? page.href : undefined;
}

function toWebUrl(text: string | undefined): URL | undefined {
  if (text === undefined || !/^https?:\/\//i.test(text)) return undefined;
  try {
    const url = new URL(text);
    // Credentials in an address are only ever used to make it look like another.
    return url.username === "" && url.password === "" ? url : undefined;
  } catch {
    return undefined;
  }
}

/** What a browser holds of a sign-in: the page's address, its text and the cookies set so far. */
interface Page {
  readonly url: URL;
  readonly status: number;
  readonly text: string;
  readonly location: string | null;
  readonly cookies: readonly string[];
}

/**
 * Goes through the sign-in as a person's browser does.
 * @returns the address at the app that the browser ends at
 */
export async function signIn(
  authorizationUrl: URL,
  key: string,
  decision: "allow" | "deny" = "allow",
): Promise<URL> {
  const first = await visit(authorizationUrl, []);
  const second = await press(first, { access_key: key, decision: "continue" });
  const last = await press(second, { decision });
  if (last.location === null) throw new Error(`the sign-in ended with ${last.status}: ${last.text}`);
  return new URL(last.location);
}

/** Posts the form of a page. */
async function press(page: Page, fields: Record<string, string>): Promise<Page> {
  const form = /<form method="post"(?: action="([^"]+)")?>/.exec(page.text);
  if (!form) throw new Error(`a page without a form (${page.status}): ${page.text}`);
  return visit(new URL(form[1] ?? page.url, page.url), page.cookies, new URLSearchParams(fields));
}

async function visit(url: URL, cookies: readonly string[], body?: URLSearchParams): Promise<Page> {
  const headers = {
    "Sec-Fetch-Site": body ? "same-origin" : "none",
    ...(body && { Origin: url.origin }),
    ...(cookies.length > 0 && { Cookie: cookies.join("; ") }),
  };
  const init = body ? { method: "POST", body } : {};
  const response = await fetch(url, { ...init, headers, redirect: "manual" });
  const set = response.headers.getSetCookie().map((cookie) => cookie.split(";")[0] ?? "");
  return {
    url,
    status: response.status,
    text: await response.text(),
    location: response.headers.get("location"),
    cookies: [...cookies, ...set],
  };
}

import { env } from "cloudflare:workers";
import { vi } from "vitest";
import { toKeyName } from "../../src/access/key.ts";
import { PROJECTS_NAME } from "../../src/access/project-directory.ts";
import { toApp } from "../../src/app.ts";
import type { Env } from "../../src/config.ts";

export const ORIGIN = "https://leads.test";
export const REDIRECT = "https://app.example.com/callback";

export const KEYS = {
  lsk_admin: { id: "admin", role: "admin", projects: "all" },
  lsk_reader: { id: "reader", role: "marketing", projects: "all" },
  lsk_alpha: { id: "alpha", role: "marketing", projects: ["alpha"] },
  lsk_sender: { id: "sender", role: "ingest", projects: "all" },
};

export interface App {
  readonly client_id: string;
  readonly client_name?: string;
}

export interface Tokens {
  readonly access_token: string;
  readonly refresh_token: string;
  readonly scope: string;
}

/** A page of the sign-in, as a browser sees it. */
export interface Shown {
  readonly status: number;
  readonly headers: Headers;
  readonly text: string;
}

export type OAuthRig = Awaited<ReturnType<typeof createOAuthRig>>;

const VERIFIER = "a-verifier-that-is-long-enough-for-pkce-0123456789";
const REAL_NOW = Date.now;
let addresses = 0;

/** The whole application on an https origin, with what an app and a marketer's browser do to it. */
export async function createOAuthRig(
  bindings: Partial<Env> = {},
  documents: Readonly<Record<string, Response>> = {},
) {
  for (const [key, record] of Object.entries(KEYS)) await putKey(key, record);
  const projects = [
    { id: "alpha", name: "Alpha <Homes>" },
    { id: "beta", name: "Beta" },
  ];
  await env.DIRECTORY.put(PROJECTS_NAME, JSON.stringify(projects));
  vi.spyOn(console, "error").mockImplementation(() => {});
  let ahead = 0;
  vi.spyOn(Date, "now").mockImplementation(() => REAL_NOW() + ahead);
  const statements: string[] = [];
  vi.stubGlobal("fetch", async (url: string, init: RequestInit) => {
    if (documents[url] !== undefined) return documents[url].clone();
    if (!url.startsWith("http://analytics-engine.test/")) throw new TypeError(`nothing answers at ${url}`);
    statements.push(String(init.body));
    return Response.json({ meta: [], data: [], rows: 0, rows_before_limit_at_least: 0 });
  });
  const full: Env = { ...(env as unknown as Env), PUBLIC_URL: ORIGIN, ...bindings };
  // Every rig is another visitor, so that no test uses up another's attempts.
  const address = `198.51.100.${++addresses}`;

  async function fetch(path: string, init: RequestInit = {}): Promise<Response> {
    const url = new URL(path, ORIGIN);
    const headers = new Headers(init.headers);
    if (!headers.has("Host")) headers.set("Host", url.host);
    if (!headers.has("CF-Connecting-IP")) headers.set("CF-Connecting-IP", address);
    return toApp(full, url.origin).fetch(new Request(url, { redirect: "manual", ...init, headers }), full);
  }

  async function show(path: string, init?: RequestInit): Promise<Shown> {
    const response = await fetch(path, init);
    return { status: response.status, headers: response.headers, text: await response.text() };
  }

  const post = (fields: Record<string, string>, headers: Record<string, string> = {}) => ({
    method: "POST",
    headers,
    body: new URLSearchParams(fields),
  });

  async function register(further: object = {}): Promise<App> {
    const metadata = {
      client_name: "Test App",
      redirect_uris: [REDIRECT],
      token_endpoint_auth_method: "none",
      ...further,
    };
    const headers = { "Content-Type": "application/json" };
    const response = await fetch("/oauth/register", {
      method: "POST",
      headers,
      body: JSON.stringify(metadata),
    });
    if (response.status !== 201) throw new Error(`${response.status} ${await response.text()}`);
    return response.json();
  }

  async function toAuthorizePath(app: App, further: Record<string, string> = {}): Promise<string> {
    const query = new URLSearchParams({
      response_type: "code",
      client_id: app.client_id,
      redirect_uri: REDIRECT,
      scope: "leads:read",
      state: "the state",
      resource: `${ORIGIN}/mcp`,
      code_challenge: await toChallenge(VERIFIER),
      code_challenge_method: "S256",
      ...further,
    });
    for (const [name, value] of [...query]) if (value === "") query.delete(name);
    return `/authorize?${query}`;
  }

  const signIn = (path: string, key: string, headers?: Record<string, string>) =>
    show(path, post({ access_key: key, decision: "continue" }, headers));

  /** Presses a button of the page that follows the sign-in. */
  async function decide(page: Shown, decision: "allow" | "deny", cookie = toCookie(page)): Promise<Shown> {
    return show(toFormAction(page), post({ decision }, cookie === "" ? {} : { Cookie: cookie }));
  }

  const requestToken = (fields: Record<string, string>) => fetch("/oauth/token", post(fields));

  /** Signs in, allows, and exchanges the code. */
  async function connect(app: App, key: string, further: Record<string, string> = {}): Promise<Tokens> {
    const decided = await decide(await signIn(await toAuthorizePath(app, further), key), "allow");
    const code = toLocation(decided).searchParams.get("code") ?? "";
    const response = await requestToken({
      grant_type: "authorization_code",
      client_id: app.client_id,
      code,
      redirect_uri: REDIRECT,
      code_verifier: VERIFIER,
    });
    if (response.status !== 200) throw new Error(`${response.status} ${await response.text()}`);
    return response.json();
  }

  const refresh = (app: App, refreshToken: string, further: Record<string, string> = {}) =>
    requestToken({
      grant_type: "refresh_token",
      client_id: app.client_id,
      refresh_token: refreshToken,
      ...further,
    });

  /** Calls a tool with a key or a token. */
  function call(bearer: string, path = "/mcp", tool = "describe_data"): Promise<Response> {
    return fetch(path, {
      method: "POST",
      headers: {
        "Content-Type": "application/json",
        Accept: "application/json, text/event-stream",
        ...(bearer && { Authorization: `Bearer ${bearer}` }),
      },
      body: JSON.stringify({
        jsonrpc: "2.0",
        id: 1,
        method: "tools/call",
        params: { name: tool, arguments: {} },
      }),
    });
  }

  return {
    /** Statements that reached the SQL API. */
    statements,
    advance: (seconds: number) => {
      ahead += seconds * 1000;
    },
    fetch,
    show,
    register,
    toAuthorizePath,
    signIn,
    decide,
    requestToken,
    connect,
    refresh,
    call,
    verifier: VERIFIER,
  };
}

export async function readAnswer(response: Response) {
  return { status: response.status, body: await response.json() };
}

/** What a person reads on a page. */
export function toWords({ text }: Shown): string {
  return text
    .replace(/<head>.*<\/head>/s, "")
    .replace(/<[^>]+>/g, " ")
    .replace(/\s+/g, " ")
    .trim();
}

export async function putKey(key: string, record: object): Promise<void> {
  const stored = { created_at: "2026-01-01T00:00:00Z", ...record };
  await env.DIRECTORY.put(await toKeyName(key), JSON.stringify(stored));
}

export async function dropKey(key: string): Promise<void> {
  await env.DIRECTORY.delete(await toKeyName(key));
}

/** Cookies of a page as the browser sends them back. */
export function toCookie({ headers }: Shown): string {
  return headers
    .getSetCookie()
    .map((cookie) => cookie.split(";")[0])
    .join("; ");
}

export function toFormAction({ text }: Shown): string {
  const action = /<form method="post" action="([^"]+)"/.exec(text)?.[1];
  if (action === undefined) throw new Error(`no form to post: ${text}`);
  return action;
}

export function toLocation({ headers }: Shown): URL {
  return new URL(headers.get("Location") ?? "about:blank");
}

async function toChallenge(verifier: string): Promise<string> {
  const digest = await crypto.subtle.digest("SHA-256", new TextEncoder().encode(verifier));
  const base64 = btoa(String.fromCharCode(...new Uint8Array(digest)));
  return base64.replaceAll("+", "-").replaceAll("/", "_").replace(/=+$/, "");
}

import {
  AuthorizationError,
  type AuthRequest,
  authorizationErrorRedirect,
  CimdFetchError,
  type OAuthHelpers,
} from "@cloudflare/workers-oauth-provider";
import { toLabel } from "../domain/label.ts";
import type { Principal } from "../domain/principal.ts";
import { type KeyLink, toOwnerId } from "./oauth-key-link.ts";
import { toGrantedScope } from "./oauth-scope.ts";

/** The app that asks for access. Its name is its own claim; the rest has been checked. */
export interface AskingApp {
  readonly name: string;
  /** Domain that publishes the app's description; absent when the app registered itself. */
  readonly domain: string | undefined;
  /** Host that the access is sent to. */
  readonly redirectHost: string;
  /** Whether that is a program on the user's own computer. */
  readonly isLocal: boolean;
}

/** What an authorization request turned out to be. */
export type Asked =
  | { readonly kind: "asked"; readonly request: AuthRequest; readonly app: AskingApp }
  /** The app is known and learns by itself what was wrong. */
  | { readonly kind: "returned"; readonly redirectTo: string }
  /** It must not be redirected: nobody knows who would be waiting there. */
  | { readonly kind: "refused"; readonly reason: string };

const MAX_NAME_CHARS = 80;
const UNKNOWN_APP =
  "The app is not registered here, or wants the access sent to an address that it did not register. Start again from the app; if that does not help, remove this connection there and add it anew.";
const SILENT_APP =
  "What the app publishes about itself could not be read, so it cannot be told who is asking. Try again in a minute.";

/** Reads and checks an authorization request; nothing is stored yet. */
export async function readAsked(api: OAuthHelpers, request: Request): Promise<Asked> {
  try {
    const asked = await api.parseAuthRequest(request);
    const { clientName, clientDomain, redirectHost, redirectIsLoopback } = await api.describeConsent(asked);
    // Pages put the name between quotation marks, which it cannot end.
    const name = toLabel(clientName, MAX_NAME_CHARS).replace(/["“”„«»]/g, "") || "An app without a name";
    const app = { name, domain: clientDomain, redirectHost, isLocal: redirectIsLoopback };
    return { kind: "asked", request: asked, app };
  } catch (error) {
    if (error instanceof CimdFetchError) return { kind: "refused", reason: SILENT_APP };
    if (!(error instanceof AuthorizationError)) throw error;
    return error.redirectTo === undefined
      ? { kind: "refused", reason: UNKNOWN_APP }
      : { kind: "returned", redirectTo: error.redirectTo };
  }
}

/** A checked request of somebody who has signed in, waiting for their decision. */
export interface Held {
  /** Stands for the request; works once, for ten minutes, in the browser that gets the headers. */
  readonly handle: string;
  readonly headers: Headers;
}

/** Keeps a request, and with which key its user signed in, until the decision is posted. */
export async function holdDecision(api: OAuthHelpers, request: AuthRequest, link: KeyLink): Promise<Held> {
  // Made for a sign-in elsewhere, this is the library's one transaction that carries data besides the request.
  const { state, headers } = await api.beginUpstream(request, { data: link });
  return { handle: state, headers };
}

export interface Decided {
  readonly request: AuthRequest;
  readonly link: KeyLink;
}

/**
 * What a posted decision is about, from storage; its handle is the parameter `state` of the address. `undefined` for a
 * handle that is unknown, expired, used before or another browser's.
 */
export async function takeDecision(api: OAuthHelpers, request: Request): Promise<Decided | undefined> {
  try {
    // Its headers would end the cookie, by which a second click is known to be the same browser's; it ends by itself.
    const { request: asked, data } = await api.finishUpstream<KeyLink>(request);
    return { request: asked, link: data };
  } catch (error) {
    if (error instanceof AuthorizationError) return undefined;
    throw error;
  }
}

/** Grants what the page showed. @returns the address that carries the code to the app */
export async function approve(
  api: OAuthHelpers,
  { request, link }: Decided,
  principal: Principal,
): Promise<string> {
  const { redirectTo } = await api.completeAuthorization({
    request,
    userId: toOwnerId(link),
    metadata: { key_id: principal.keyId },
    scope: toGrantedScope(request.scope),
    props: link,
  });
  return redirectTo;
}

/** The address that tells the app it was declined. */
export function toDenial(request: AuthRequest): string {
  return authorizationErrorRedirect(request, "access_denied");
}

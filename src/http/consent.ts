import type { Context } from "hono";
import { Hono } from "hono/tiny";
import { type Asked, approve, holdDecision, readAsked, takeDecision, toDenial } from "../access/consent.ts";
import { toKeyHash } from "../access/key.ts";
import type { Keyring } from "../access/keyring.ts";
import { AUTHORIZE_PATH, type Issuer } from "../access/oauth-issuer.ts";
import type { Issuers } from "../access/oauth-issuers.ts";
import { findLinked } from "../access/oauth-key-link.ts";
import { Problem } from "../domain/errors.ts";
import { type Log, logCause } from "../domain/log.ts";
import type { Role } from "../domain/principal.ts";
import type { ProjectDirectory } from "../domain/project.ts";
import { readBody } from "./body.ts";
import { toDeadEndPage, toDecisionPage, toSignInPage } from "./consent-page.ts";
import { toDefer } from "./defer.ts";
import type { SignInRate } from "./oauth-rate.ts";
import { toPageResponse, toRedirect } from "./page-response.ts";
import { toProblemResponse } from "./problem.ts";

export interface ConsentOptions {
  readonly issuers: Issuers;
  readonly keyring: Keyring;
  readonly projects: ProjectDirectory;
  /** Roles that may let an app in. */
  readonly roles: readonly Role[];
  readonly countRate: SignInRate;
  readonly log: Log;
}

type Opened = Extract<Asked, { kind: "asked" }>;

const MAX_FORM_BYTES = 4096;
const UNKNOWN_KEY = "This key is unknown, expired or revoked.";
const STALE =
  "This page has expired, was used before, or belongs to another browser. Start again from the app.";

/**
 * `/authorize`: a marketer signs in with their access key, sees what an app would get, and allows or denies it. The
 * key is posted here once and travels no further; what was asked is kept on this side between the two pages.
 */
export function createConsentRoutes(options: ConsentOptions): Hono {
  const { keyring, projects, roles, countRate } = options;
  const app = new Hono();

  app.onError((error) => {
    if (!(error instanceof Problem)) throw error;
    logCause(options.log, error);
    return toPageResponse(toDeadEndPage(error.message), toProblemResponse(error));
  });

  function findIssuer(context: Context): Issuer {
    const issuer = options.issuers(context.req.url);
    if (!issuer) throw new Problem("not_found", "There is no sign-in at this address.");
    return issuer;
  }

  async function show(issuer: Issuer, request: Request): Promise<Response> {
    await countRate("open", request);
    const asked = await readAsked(issuer.api, request);
    return asked.kind === "asked" ? showSignIn(asked) : toEnd(asked);
  }

  async function signIn(issuer: Issuer, request: Request): Promise<Response> {
    const form = await readForm(request);
    await countRate("sign-in", request);
    const asked = await readAsked(issuer.api, request);
    if (asked.kind !== "asked") return toEnd(asked);
    if (form.get("decision") === "cancel") return toRedirect(toDenial(asked.request));

    const key = (form.get("access_key") ?? "").trim();
    const principal = await keyring.find(key);
    if (!principal) return showSignIn(asked, UNKNOWN_KEY);
    if (!roles.includes(principal.role)) {
      const refusal = `A key with the role ${principal.role} cannot read statistics; use one with the role ${roles.join(" or ")}.`;
      return showSignIn(asked, refusal);
    }
    const link = { key_hash: await toKeyHash(key) };
    const { handle, headers } = await holdDecision(issuer.api, asked.request, link);
    const page = toDecisionPage(asked.app, principal, await projects.list(), handle);
    return toPageResponse(page, { headers, target: toTarget(asked) });
  }

  async function decide(issuer: Issuer, context: Context): Promise<Response> {
    const request = context.req.raw;
    const form = await readForm(request);
    const work = issuer.decideOnce(request, async () => {
      const decided = await takeDecision(issuer.api, request);
      if (!decided) return undefined;
      if (form.get("decision") !== "allow") return toDenial(decided.request);
      const principal = await findLinked(keyring, decided.link);
      if (!principal) throw new Problem("forbidden", UNKNOWN_KEY);
      return approve(issuer.api, decided, principal);
    });
    toDefer(context)(work.catch(() => {})); // a second click breaks off the first, which must not stop half-way
    const address = await work;
    return address === undefined
      ? toPageResponse(toDeadEndPage(STALE), { status: 400 })
      : toRedirect(address);
  }

  // Pages for people, not a part of the API: so they stand here without a method of their own.
  app.all(AUTHORIZE_PATH, (context) => {
    const answer = context.req.method === "POST" ? signIn : show;
    return answer(findIssuer(context), context.req.raw);
  });
  app.all(`${AUTHORIZE_PATH}/decision`, (context) => {
    if (context.req.method !== "POST") throw new Problem("not_found", STALE);
    return decide(findIssuer(context), context);
  });

  return app;
}

function showSignIn(asked: Opened, error?: string): Promise<Response> {
  const status = error === undefined ? 200 : 403;
  return toPageResponse(toSignInPage(asked.app, error), { status, target: toTarget(asked) });
}

function toTarget({ app }: Opened): "web" | "web_or_this_computer" {
  return app.isLocal ? "web_or_this_computer" : "web";
}

function toEnd(asked: Exclude<Asked, Opened>): Response | Promise<Response> {
  if (asked.kind === "returned") return toRedirect(asked.redirectTo);
  return toPageResponse(toDeadEndPage(asked.reason), { status: 400 });
}

/**
 * Reads a form that one of our own pages posted.
 * @throws Problem `forbidden` when another site's page posted it, `body_too_large`
 */
async function readForm(request: Request): Promise<URLSearchParams> {
  const origin = request.headers.get("origin");
  const isForeign =
    (origin !== null && origin !== new URL(request.url).origin) ||
    ["cross-site", "same-site"].includes(request.headers.get("sec-fetch-site") ?? "");
  if (isForeign)
    throw new Problem(
      "forbidden",
      "This form was not sent from this server's own page. Start again from the app.",
    );
  return new URLSearchParams(new TextDecoder().decode(await readBody(request, MAX_FORM_BYTES)));
}

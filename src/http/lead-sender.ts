import type { Keyring } from "../access/keyring.ts";
import type { IntakeDirectory } from "../access/project-directory.ts";
import { checkRate, type RateLimiter } from "../access/rate-limit.ts";
import { toSitePrincipal } from "../access/site-key.ts";
import { Problem } from "../domain/errors.ts";
import type { Principal } from "../domain/principal.ts";
import type { Project } from "../domain/project.ts";
import type { Connection } from "../ingest/facts.ts";
import { readConnection, toVisitor } from "./connection.ts";

export interface SenderOptions {
  readonly keyring: Keyring;
  readonly projects: IntakeDirectory;
  /** Submissions of one visitor's address. */
  readonly browserLimit?: RateLimiter;
  /** Submissions with one ingest key. */
  readonly serverLimit?: RateLimiter;
}

export interface Server {
  readonly mode: "server";
  readonly principal: Principal;
}

export interface Page {
  readonly mode: "browser";
  readonly principal: Principal;
  readonly project: Project;
  readonly origin: string;
  readonly connection: Connection;
}

/**
 * A server that shows an ingest key.
 * @throws Problem `unauthorized`, `forbidden`, `rate_limited`
 */
export async function readServer(key: string, options: SenderOptions): Promise<Server> {
  const principal = await options.keyring.find(key);
  if (!principal)
    throw new Problem("unauthorized", "This ingest key is unknown, expired or revoked.", {
      errors: [{ field: "Authorization", message: "not a valid key" }],
    });
  if (principal.role !== "ingest")
    throw new Problem("forbidden", "Only an ingest key may send leads.", {
      errors: [
        {
          field: "Authorization",
          message: `this is a key for the role ${principal.role}`,
          allowed: ["ingest"],
        },
      ],
    });
  await countSubmission(options.serverLimit, principal.keyId);
  return { mode: "server", principal };
}

/** @throws Problem `rate_limited` */
export function countSubmission(limiter: RateLimiter | undefined, sender: string): Promise<void> {
  return checkRate(limiter, sender, "Too many submissions; try again in a minute.");
}

/** The origin of the page; browsers leave it out when a page reads from its own. */
function readOrigin(request: Request): string | null {
  const isOwn = request.headers.get("sec-fetch-site") === "same-origin";
  return request.headers.get("origin") ?? (isOwn ? new URL(request.url).origin : null);
}

/**
 * Counts a visitor's request before anything else is done for it.
 * @throws Problem `rate_limited`
 */
export async function admitVisitor(
  request: Request,
  { browserLimit }: Pick<SenderOptions, "browserLimit">,
): Promise<Connection> {
  const connection = readConnection(request);
  await countSubmission(browserLimit, toVisitor(connection));
  return connection;
}

/**
 * A page of a project: its public site key together with an origin from the project's list.
 * @throws Problem `unauthorized`, `forbidden`
 */
export async function readPage(
  request: Request,
  connection: Connection,
  siteKey: string | undefined,
  options: SenderOptions,
): Promise<Page> {
  const project = siteKey === undefined ? undefined : await options.projects.findBySiteKey(siteKey);
  if (!project)
    throw new Problem("unauthorized", "Send an ingest key (Authorization: Bearer lsk_…) or a site key.", {
      errors: [
        siteKey === undefined
          ? { field: "Authorization", message: "missing" }
          : { field: "site_key", message: "not the site key of a project" },
      ],
    });
  const origin = readOrigin(request);
  if (origin === null || !project.origins?.includes(origin))
    throw new Problem("forbidden", "This page's origin is not on the project's list.", {
      errors: [{ field: "Origin", message: "not an allowed origin of this project" }],
    });
  return { mode: "browser", principal: toSitePrincipal(project), project, origin, connection };
}

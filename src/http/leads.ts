import { Hono } from "hono/tiny";
import { readBearer } from "../access/bearer.ts";
import { Problem } from "../domain/errors.ts";
import type { FormTokens } from "../ingest/form-token.ts";
import { TOKEN_MAX_AGE_MS } from "../ingest/form-token.ts";
import type { Ingest } from "../ingest/ingest.ts";
import { readSubmission } from "../ingest/read-submission.ts";
import { TEXT_FIELDS } from "../ingest/submission-fields.ts";
import { createCors } from "./cors.ts";
import { toDefer } from "./defer.ts";
import { admitVisitor, readPage, readServer, type SenderOptions } from "./lead-sender.ts";
import { isFormPost } from "./navigation.ts";
import { toPageResponse } from "./page-response.ts";
import { readSubmissionBody } from "./submission-body.ts";
import { toThankYouPage } from "./thank-you.ts";
import { toThanksPage } from "./visitor-page.ts";

export interface LeadRoutesOptions extends SenderOptions {
  readonly ingest: Ingest;
  /** Issues form tokens. */
  readonly tokens: FormTokens;
  /** Epoch milliseconds. */
  readonly now: () => number;
}

/** As in the body. */
const MAX_IDEMPOTENCY_KEY_CHARS = TEXT_FIELDS.idempotency_key.maxChars;

/**
 * `POST /leads` takes a submission in, from a server or from a page; every accepted one gets the same answer,
 * whatever it is counted as. `GET /leads/token` signs when a form was loaded.
 */
export function createLeadRoutes(options: LeadRoutesOptions): Hono {
  const app = new Hono();
  app.use("/leads", createCors(options.projects, "POST"));
  app.use("/leads/token", createCors(options.projects, "GET"));

  app.post("/leads", async (c) => {
    const request = c.req.raw;
    // Who sends is refused or counted before the body is read; a page may carry its site key in it.
    const key = readBearer(request);
    const sent = key === undefined ? await admitVisitor(request, options) : await readServer(key, options);
    const idempotencyKey = readIdempotencyKey(request);
    const submission = readSubmission(await readSubmissionBody(request));
    const sender =
      "mode" in sent
        ? sent
        : await readPage(request, sent, toSiteKey(c.req) ?? submission.text.site_key, options);
    const defer = toDefer(c);
    const work = options.ingest.submit(submission, {
      mode: sender.mode,
      principal: sender.principal,
      defer,
      ...(sender.mode === "browser" && { connection: sender.connection }),
      ...(idempotencyKey !== undefined && { idempotencyKey }),
    });
    defer(work.catch(() => {})); // a sender who hangs up must not stop it half-way
    const receipt = await work;
    if (sender.mode === "browser" && isFormPost(request)) {
      const { origin, project } = sender;
      const referer = request.headers.get("referer");
      const page = toThankYouPage(submission.text.redirect, referer, origin, project);
      if (page !== undefined) return c.redirect(page, 303);
      return toPageResponse(toThanksPage(origin), { status: 201 });
    }
    return c.json({ status: "accepted", submission_id: receipt.submissionId }, 201);
  });

  app.get("/leads/token", async (c) => {
    const visitor = await admitVisitor(c.req.raw, options);
    const { project } = await readPage(c.req.raw, visitor, toSiteKey(c.req), options);
    c.header("Cache-Control", "no-store");
    return c.json({
      token: await options.tokens.issue(project.id, options.now()),
      expires_in_s: TOKEN_MAX_AGE_MS / 1000,
    });
  });
  return app;
}

function toSiteKey(request: {
  header(name: string): string | undefined;
  query(name: string): string | undefined;
}) {
  return request.header("x-site-key") ?? request.query("site_key");
}

function readIdempotencyKey(request: Request): string | undefined {
  const key = request.headers.get("idempotency-key")?.trim();
  if (!key) return undefined;
  if (key.length > MAX_IDEMPOTENCY_KEY_CHARS)
    throw new Problem("invalid_body", "The Idempotency-Key is too long.", {
      errors: [{ field: "Idempotency-Key", message: `at most ${MAX_IDEMPOTENCY_KEY_CHARS} characters` }],
    });
  return key;
}

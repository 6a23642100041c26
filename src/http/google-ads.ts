import { Hono } from "hono/tiny";
import type { Keyring } from "../access/keyring.ts";
import type { RateLimiter } from "../access/rate-limit.ts";
import { Problem } from "../domain/errors.ts";
import { type Log, logCause } from "../domain/log.ts";
import type { Principal } from "../domain/principal.ts";
import { readGoogleAdsLead } from "../ingest/google-ads.ts";
import type { Ingest } from "../ingest/ingest.ts";
import { readText } from "./body.ts";
import { toDefer } from "./defer.ts";
import { toGoogleStatus } from "./google-status.ts";
import { readJsonObject } from "./json-object.ts";
import { countSubmission } from "./lead-sender.ts";

export interface GoogleAdsRoutesOptions {
  readonly keyring: Keyring;
  readonly ingest: Ingest;
  readonly serverLimit?: RateLimiter;
  readonly log: Log;
}

/**
 * `POST /leads/google-ads/:project`: the webhook of Google Ads lead forms. The webhook key typed into Google Ads is
 * an ingest key. Answered as Google documents: 200 and an empty object when taken, else an error with a `message`,
 * where a 4xx means that sending it again is of no use.
 */
export function createGoogleAdsRoutes(options: GoogleAdsRoutesOptions): Hono {
  const { keyring, ingest, serverLimit, log } = options;
  const app = new Hono();
  app.post("/leads/google-ads/:project", async (c) => {
    try {
      const lead = readGoogleAdsLead(readJsonObject(await readText(c.req.raw)));
      const principal = await readWebhook(lead.key, keyring);
      await countSubmission(serverLimit, principal.keyId);
      const defer = toDefer(c);
      const work = ingest.submit(
        { ...lead.submission, text: { ...lead.submission.text, project: c.req.param("project") } },
        {
          mode: "webhook",
          principal,
          isTest: lead.isTest,
          ...(lead.idempotencyKey !== undefined && { idempotencyKey: lead.idempotencyKey }),
          defer,
        },
      );
      defer(work.catch(() => {}));
      await work;
      return c.json({}, 200);
    } catch (error) {
      if (!(error instanceof Problem)) throw error;
      logCause(log, error);
      const details = error.errors.map(({ field, message }) => `${field}: ${message}`).join("; ");
      const headers = error.retryAfterS === undefined ? {} : { "Retry-After": String(error.retryAfterS) };
      return c.json(
        { message: details === "" ? error.message : `${error.message} (${details})` },
        toGoogleStatus(error.code),
        headers,
      );
    }
  });
  return app;
}

async function readWebhook(key: string | undefined, keyring: Keyring): Promise<Principal> {
  const principal = key === undefined ? undefined : await keyring.find(key);
  if (principal?.role !== "ingest")
    throw new Problem("unauthorized", "google_key must be an ingest key for this project.");
  return principal;
}

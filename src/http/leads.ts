import { Hono } from "hono";
import { readBearer } from "../access/bearer.ts";
import type { Keyring } from "../access/keyring.ts";
import { Problem } from "../domain/errors.ts";
import type { Principal } from "../domain/principal.ts";
import type { Ingest } from "../ingest/ingest.ts";
import { readSubmission } from "../ingest/read-submission.ts";
import { readSubmissionBody } from "./submission-body.ts";

export interface LeadRoutesOptions {
  readonly keyring: Keyring;
  readonly ingest: Ingest;
}

const MAX_IDEMPOTENCY_KEY_CHARS = 200;

/** `POST /leads`: takes a submission in; every accepted one gets the same answer, whatever it is counted as. */
export function createLeadRoutes({ keyring, ingest }: LeadRoutesOptions): Hono {
  const app = new Hono();
  app.post("/leads", async (c) => {
    const principal = await readSender(c.req.raw, keyring);
    const idempotencyKey = readIdempotencyKey(c.req.raw);
    const submission = readSubmission(await readSubmissionBody(c.req.raw));
    const receipt = await ingest.submit(submission, {
      mode: "server",
      principal,
      ...(idempotencyKey !== undefined && { idempotencyKey }),
    });
    return c.json({ status: "accepted", submission_id: receipt.submissionId }, 201);
  });
  return app;
}

async function readSender(request: Request, keyring: Keyring): Promise<Principal> {
  const key = readBearer(request);
  const principal = key === undefined ? undefined : await keyring.find(key);
  if (!principal)
    throw new Problem("unauthorized", "Send an ingest key: Authorization: Bearer lsk_….", {
      errors: [{ field: "Authorization", message: key === undefined ? "missing" : "not a valid key" }],
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
  return principal;
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

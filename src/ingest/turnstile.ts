import * as z from "zod";
import type { Project } from "../domain/project.ts";
import type { TurnstileState } from "./facts.ts";

const VERIFY_URL = "https://challenges.cloudflare.com/turnstile/v0/siteverify";
/** The `action` that a form's widget must carry. */
const TURNSTILE_ACTION = "lead";
const TIMEOUT_MS = 2000;

const answerSchema = z.object({
  success: z.boolean(),
  action: z.string().optional(),
  hostname: z.string().optional(),
  "error-codes": z.array(z.string()).optional(),
});
/** Errors that are ours or Cloudflare's, never the visitor's. */
const NOT_THE_VISITOR = ["missing-input-secret", "invalid-input-secret", "internal-error", "bad-request"];

export interface TurnstileOptions {
  readonly secret: string;
  /** What happens to a submission when Turnstile cannot be asked. */
  readonly failMode: "open" | "closed";
  readonly fetch: typeof fetch;
}

/** Asks Turnstile about a token. @see https://developers.cloudflare.com/turnstile/get-started/server-side-validation/ */
export type CheckTurnstile = (
  token: string | undefined,
  ip: string,
  project: Project,
) => Promise<TurnstileState>;

/** A check that accepts a token only with our action and from a host of the project's origins. */
export function createTurnstile(options: TurnstileOptions): CheckTurnstile {
  const unavailable: TurnstileState = options.failMode === "open" ? "unavailable" : "refused_unavailable";
  return async (token, ip, project) => {
    if (token === undefined) return "missing";
    try {
      const response = await options.fetch(VERIFY_URL, {
        method: "POST",
        headers: { "content-type": "application/json" },
        body: JSON.stringify({ secret: options.secret, response: token, ...(ip !== "" && { remoteip: ip }) }),
        signal: AbortSignal.timeout(TIMEOUT_MS),
      });
      const answer = answerSchema.parse(await response.json());
      const errors = answer["error-codes"] ?? [];
      if (errors.some((code) => NOT_THE_VISITOR.includes(code))) return unavailable;
      if (errors.includes("timeout-or-duplicate")) return "expired";
      return answer.success && answer.action === TURNSTILE_ACTION && isOwnHost(answer.hostname, project)
        ? "passed"
        : "failed";
    } catch {
      return unavailable;
    }
  };
}

function isOwnHost(hostname: string | undefined, project: Project): boolean {
  return (project.origins ?? []).some((origin) => new URL(origin).hostname === hostname);
}

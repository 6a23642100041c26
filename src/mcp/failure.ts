import { Problem } from "../domain/errors.ts";
import { type Log, toErrorText } from "../domain/log.ts";
import { toRefusalText } from "./refusal.ts";

/** Reports what went wrong and returns the words a model may read. `what` names the tool, prompt or resource. */
export function reportFailure(log: Log, what: string, error: unknown): string {
  if (!(error instanceof Problem)) log("mcp_failed", { what, error: toErrorText(error) });
  else if (error.cause !== undefined) {
    log("mcp_problem", { what, code: error.code, cause: toErrorText(error.cause) });
  }
  return toRefusalText(error);
}

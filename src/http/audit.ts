import { type AdminAction, type AdminActionName, toNotedFields } from "../domain/admin-action.ts";
import { Problem } from "../domain/errors.ts";
import type { Principal } from "../domain/principal.ts";
import { noteAction } from "../ingest/admin-actions.ts";

/** What an action was done to, beside its name. */
export interface Audited {
  readonly projects: AdminAction["projects"];
  readonly target?: string | undefined;
  /** What was sent; of its settings mostly the names are noted. */
  readonly sent?: object;
}

/**
 * Notes an action before it is done, so that nothing happens unnoted.
 * @throws Problem `storage_unavailable`
 */
export type Audit = (principal: Principal, action: AdminActionName, audited: Audited) => Promise<void>;

/** @param now epoch milliseconds */
export function createAudit(db: D1Database, now: () => number): Audit {
  return async ({ keyId }, action, { projects, target = null, sent = {} }) => {
    const noted = { action, key_id: keyId, projects, target, fields: toNotedFields(sent) };
    try {
      await noteAction(db, noted, now());
    } catch (cause) {
      throw new Problem(
        "storage_unavailable",
        "Nothing was done: it could not be noted. See /healthz, and try again.",
        {
          cause,
          retryAfterS: 30,
        },
      );
    }
  };
}

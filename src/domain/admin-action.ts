/** What an admin can do. */
export const ADMIN_ACTIONS = [
  "project_created",
  "project_changed",
  "site_key_rotated",
  "brief_sent",
  "key_created",
  "key_revoked",
  "sender_blocked",
  "sender_unblocked",
  "test_sender_added",
  "test_sender_lifted",
  "submission_restored",
  "person_erased",
  "dead_letters_replayed",
] as const;
export type AdminActionName = (typeof ADMIN_ACTIONS)[number];

/** Days for which it is remembered what admins did: a year, and time to look. */
export const ACTION_DAYS = 400;

/** Something an admin did; holds no personal data. */
export interface AdminAction {
  readonly action: AdminActionName;
  /** Id of the key it was done with. */
  readonly key_id: string;
  /** The projects it concerns. */
  readonly projects: "all" | readonly string[];
  /** Id of the project, key, submission, erasure or dead letter it was done to, or a masked address; `null` for all. */
  readonly target: string | null;
  /** The settings that were sent, see {@link toNotedFields}. */
  readonly fields: readonly string[];
}

/** Settings whose values say nothing of anybody. */
const TOLD: ReadonlySet<string> = new Set([
  "role",
  "expires_at",
  "test",
  "days",
  "retention_days",
  "reengagement_days",
  "timezone",
  "default_country",
]);

/** What was sent, by the names of its settings, with the values of those that say nothing of anybody: `role: admin`. */
export function toNotedFields(sent: object): string[] {
  return Object.entries(sent)
    .filter(([, value]) => value !== undefined)
    .map(([name, value]) => (TOLD.has(name) ? `${name}: ${String(value)}` : name))
    .sort();
}

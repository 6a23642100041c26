/** What an admin can do, and what its target is. */
export const ADMIN_ACTIONS = {
  project_created: "project",
  project_changed: "project",
  site_key_rotated: "project",
  brief_sent: "project",
  key_created: "key",
  key_revoked: "key",
  sender_blocked: "address, masked",
  sender_unblocked: "address, masked",
  test_sender_added: "address, masked",
  test_sender_lifted: "address, masked",
  submission_restored: "submission",
  person_erased: "erasure",
  dead_letters_replayed: "dead letter; null for all",
} as const;
export type AdminActionName = keyof typeof ADMIN_ACTIONS;

/** Something an admin did; holds no personal data. */
export interface AdminAction {
  readonly action: AdminActionName;
  /** Id of the key it was done with. */
  readonly key_id: string;
  /** The projects it concerns. */
  readonly projects: "all" | readonly string[];
  readonly target: string | null;
  /** Names of the settings that were sent. */
  readonly fields: readonly string[];
}

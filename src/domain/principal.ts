export const ROLES = ["admin", "marketing", "ingest"] as const;
export type Role = (typeof ROLES)[number];

/** Who is asking, as established by a key. */
export interface Principal {
  readonly keyId: string;
  readonly role: Role;
  /** Project ids it may see or write to; `"all"` for every project. */
  readonly projects: "all" | readonly string[];
  /** When the key ends, ISO 8601; without, never. */
  readonly expiresAt?: string;
  /** A key whose submissions are always tests. */
  readonly test?: boolean;
}

/** Whether the principal may touch the project. */
export function allowsProject(principal: Principal, projectId: string): boolean {
  return principal.projects === "all" || principal.projects.includes(projectId);
}

import type { Principal } from "../domain/principal.ts";
import type { Project } from "../domain/project.ts";
import type { Couriers } from "./deliver.ts";

/** Whether a project names anybody to send to. */
export function hasReaders({ notify }: Project): boolean {
  return notify?.slackUrl !== undefined || (notify?.emails ?? []).length > 0;
}

/** Whether there is a way to anybody whom a project names. */
export function canReach(project: Project, { mail }: Couriers): boolean {
  return hasReaders(project) && (project.notify?.slackUrl !== undefined || mail !== undefined);
}

/** Who asks for a project's readers, and how a question is kept to the project. */
export function toReader({ id }: Project) {
  const principal: Principal = { keyId: "digest", role: "marketing", projects: [id] };
  return { principal, filters: [{ dimension: "project", operator: "is", values: [id] }] };
}

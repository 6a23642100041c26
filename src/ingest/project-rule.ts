import type { Project } from "../domain/project.ts";
import type { Facts } from "./facts.ts";

/** Whether a rule of the project blocks the submission: its country, or the domain of its e-mail address. */
export function isBlockedByRule(project: Project, facts: Facts): boolean {
  const { blockedCountries = [], blockedEmailDomains = [] } = project.rules ?? {};
  if (facts.country !== "" && blockedCountries.includes(facts.country)) return true;
  const domain = facts.email?.domain;
  return domain !== undefined && blockedEmailDomains.some((it) => domain === it || domain.endsWith(`.${it}`));
}

import type { Principal } from "../domain/principal.ts";
import type { Project, ProjectDirectory } from "../domain/project.ts";
import { createKey } from "./key.ts";

/** The project whose pages send a site key. */
export async function findBySiteKey(
  siteKey: string,
  directory: ProjectDirectory,
): Promise<Project | undefined> {
  return (await directory.list()).find((project) => project.siteKey === siteKey);
}

/** Who a project's own pages are: they may send leads to this project and nothing else. */
export function toSitePrincipal(project: Project): Principal {
  return { keyId: `site:${project.id}`, role: "ingest", projects: [project.id] };
}

/** A new site key. It is public: it names a project, and the origin is what is checked. */
export function createSiteKey(): string {
  return createKey().replace(/^lsk_/, "lss_");
}

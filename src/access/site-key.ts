import type { Principal } from "../domain/principal.ts";
import type { Project } from "../domain/project.ts";
import { createKey } from "./key.ts";

/** Who a project's own pages are: they may send leads to this project and nothing else. */
export function toSitePrincipal(project: Project): Principal {
  return { keyId: `site:${project.id}`, role: "ingest", projects: [project.id] };
}

/** A new site key. It is public: it names a project, and the origin is what is checked. */
export function createSiteKey(): string {
  return createKey().replace(/^lsk_/, "lss_");
}

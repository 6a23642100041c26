import type { Project, ProjectDirectory } from "../domain/project.ts";
import { type Directory, EDGE_CACHE_S } from "./keyring.ts";
import { projectRecordSchema, toProject } from "./project-record.ts";

/** Name of the one value that holds every project, a JSON array of records. */
export const PROJECTS_NAME = "projects";
const ISOLATE_CACHE_S = 30;

export interface ProjectDirectoryOptions {
  /** Epoch milliseconds. */
  readonly now: () => number;
  /**
   * Looks a project up in the record itself when the directory does not know it, so that a new project works at once.
   * Only ingest and administration hand this in; statistics never do.
   */
  readonly reread?: (id: string) => Promise<Project | undefined>;
}

/** Projects from one KV value, kept in the isolate for 30 s. Records that make no sense are left out. */
export function createProjectDirectory(
  directory: Directory,
  options: ProjectDirectoryOptions,
): ProjectDirectory {
  let cached: { byId: Map<string, Project>; until: number } | undefined;

  async function read(): Promise<Map<string, Project>> {
    if (cached && cached.until > options.now()) return cached.byId;
    const stored = await directory.get(PROJECTS_NAME, { type: "json", cacheTtl: EDGE_CACHE_S });
    const byId = new Map(readProjects(stored).map((project) => [project.id, project]));
    cached = { byId, until: options.now() + ISOLATE_CACHE_S * 1000 };
    return byId;
  }

  return {
    list: async () => [...(await read()).values()],
    find: async (id) => (await read()).get(id) ?? (await options.reread?.(id)),
  };
}

function readProjects(stored: unknown): Project[] {
  if (!Array.isArray(stored)) return [];
  return stored.flatMap((entry) => {
    const parsed = projectRecordSchema.safeParse(entry);
    return parsed.success ? [toProject(parsed.data)] : [];
  });
}

import { Problem } from "../domain/errors.ts";
import type { Project, ProjectDirectory, ProjectKey } from "../domain/project.ts";
import { type Directory, EDGE_CACHE_S } from "./keyring.ts";
import { readRecords, toProject } from "./project-record.ts";
import { isTrusted } from "./trusted.ts";

/** Name of the one value that holds every project, a JSON array of records. */
export const PROJECTS_NAME = "projects";
const ISOLATE_CACHE_MS = 30_000;

/** The directory as ingestion uses it. */
export interface IntakeDirectory extends ProjectDirectory {
  findBySiteKey(siteKey: string): Promise<Project | undefined>;
}

export interface ProjectDirectoryOptions {
  /** Epoch milliseconds. */
  readonly now: () => number;
  /**
   * Looks a project up in the record itself when the directory does not know it, so that a new project works at once.
   * Only ingest and administration hand this in; statistics never do. Nothing is remembered of a miss.
   */
  readonly reread?: (key: ProjectKey) => Promise<Project | undefined>;
}

/** Projects from one KV value, kept in the isolate for 30 s. */
export function createProjectDirectory(
  directory: Directory,
  options: ProjectDirectoryOptions,
): IntakeDirectory {
  let cached: { byId: Map<string, Project>; until: number } | undefined;

  /** What the isolate knows, while it may be trusted. */
  function peek(): Map<string, Project> | undefined {
    return cached && isTrusted(cached.until, options.now(), ISOLATE_CACHE_MS) ? cached.byId : undefined;
  }

  async function read(): Promise<Map<string, Project>> {
    try {
      const stored = await directory.get(PROJECTS_NAME, { type: "json", cacheTtl: EDGE_CACHE_S });
      const byId = new Map(readRecords(stored).map((record) => [record.id, toProject(record)]));
      cached = { byId, until: options.now() + ISOLATE_CACHE_MS };
      return byId;
    } catch (cause) {
      // What was known a minute ago is better than refusing everyone.
      if (cached) return cached.byId;
      throw unavailable(cause);
    }
  }

  async function reread(key: ProjectKey): Promise<Project | undefined> {
    const project = await options.reread?.(key).catch((cause: unknown) => {
      throw unavailable(cause);
    });
    if (project) cached?.byId.set(project.id, project);
    return project;
  }

  return {
    list: async () => [...(peek() ?? (await read())).values()],
    find: async (id) => (peek() ?? (await read())).get(id) ?? (await reread({ id })),
    findBySiteKey: async (siteKey) =>
      [...(peek() ?? (await read())).values()].find((project) => project.siteKey === siteKey) ??
      (await reread({ siteKey })),
  };
}

function unavailable(cause: unknown): Problem {
  return new Problem("storage_unavailable", "Projects cannot be looked up right now; try again.", {
    cause,
    retryAfterS: 10,
  });
}

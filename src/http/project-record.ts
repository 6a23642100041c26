import { type ProjectRecord, projectRecordSchema, toProjectRecord } from "../access/project-record.ts";
import { Problem } from "../domain/errors.ts";
import type { ProjectDirectory } from "../domain/project.ts";
import { findProjectJson } from "../ingest/project-records.ts";

/** A project with its record as the database holds it; `null` for one that was set up before there was a record. */
export interface ReadProject {
  readonly record: ProjectRecord;
  readonly stored: string | null;
}

/**
 * A project as it was last saved; what the directory tells may be a minute old.
 * @throws Problem `not_found`
 */
export async function readProjectRecord(
  db: D1Database,
  projects: Pick<ProjectDirectory, "find">,
  id: string,
): Promise<ReadProject> {
  const stored = await findProjectJson(db, { id });
  const parsed = stored === null ? undefined : projectRecordSchema.safeParse(JSON.parse(stored));
  if (parsed?.success) return { record: parsed.data, stored };
  const project = await projects.find(id);
  if (!project) throw new Problem("not_found", "There is no project with this id.");
  return { record: toProjectRecord(project), stored };
}

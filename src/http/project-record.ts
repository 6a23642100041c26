import { type ProjectRecord, projectRecordSchema, toProjectRecord } from "../access/project-record.ts";
import { Problem } from "../domain/errors.ts";
import type { ProjectDirectory } from "../domain/project.ts";
import { findProjectRecord } from "../ingest/project-records.ts";

/**
 * A project as it was last saved; what the directory tells may be a minute old.
 * @throws Problem `not_found`
 */
export async function readProjectRecord(
  db: D1Database,
  projects: Pick<ProjectDirectory, "find">,
  id: string,
): Promise<ProjectRecord> {
  const stored = projectRecordSchema.safeParse(await findProjectRecord(db, { id }));
  if (stored.success) return stored.data;
  const project = await projects.find(id); // set up before there was a record
  if (!project) throw new Problem("not_found", "There is no project with this id.");
  return toProjectRecord(project);
}

import type { ProjectKey } from "../domain/project.ts";

/** A project's record as the database keeps it: JSON that its owner reads, with what it is looked up by. */
export interface StoredProject {
  readonly id: string;
  readonly siteKey: string | null;
  readonly recordJson: string;
}

/** Every stored project's record. */
export async function listProjectRecords(db: D1Database): Promise<unknown[]> {
  const { results } = await db
    .prepare("SELECT RecordJson FROM Projects ORDER BY ProjectId")
    .all<{ RecordJson: string }>();
  return results.map((row) => JSON.parse(row.RecordJson) as unknown);
}

/** The record of a project by its id or site key, or `undefined`. */
export async function findProjectRecord(db: D1Database, key: ProjectKey): Promise<unknown> {
  const json = await findProjectJson(db, key);
  return json === null ? undefined : (JSON.parse(json) as unknown);
}

/** The record of a project as it is stored, or `null`. */
export async function findProjectJson(db: D1Database, key: ProjectKey): Promise<string | null> {
  const [column, value] = "id" in key ? ["ProjectId", key.id] : ["SiteKey", key.siteKey];
  return db
    .prepare(`SELECT RecordJson FROM Projects WHERE ${column} = ?1`)
    .bind(value)
    .first<string>("RecordJson");
}

/**
 * Stores a project, new or changed; `false` when somebody else stored it meanwhile.
 * @param before its record as it was read; `null` when there was none
 */
export async function putProjectRecord(
  db: D1Database,
  project: StoredProject,
  before: string | null,
  nowIso: string,
): Promise<boolean> {
  const { meta } = await db
    .prepare(
      `INSERT INTO Projects (ProjectId, RecordJson, SiteKey, CreatedAt, UpdatedAt) VALUES (?1, ?2, ?3, ?4, ?4)
ON CONFLICT (ProjectId) DO UPDATE SET RecordJson = excluded.RecordJson, SiteKey = excluded.SiteKey, UpdatedAt = excluded.UpdatedAt WHERE RecordJson = ?5`,
    )
    .bind(project.id, project.recordJson, project.siteKey, nowIso, before)
    .run();
  return meta.changes > 0;
}

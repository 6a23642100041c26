import type { EventType, LeadEvent } from "../domain/dataset.ts";
import type { Log } from "../domain/log.ts";
import { type Dataset, type OwedEvent, writePoint } from "./point.ts";
import { toTable } from "./submission-row.ts";

/** Attempts after which an event is given up; with a run every 30 minutes that is a week. */
const MAX_ATTEMPTS = 336;
/** An invocation may write 250 points; the rest waits for the next run. */
const MAX_PER_RUN = 200;

/** Remembers an event that the dataset refused, so that it is written later. */
export async function oweEvent(db: D1Database, owed: OwedEvent, nowMs: number): Promise<void> {
  const { submissionId, event } = owed;
  const key = `${submissionId}:${event.event_type}:${event.reason}`;
  await db.batch([
    db
      .prepare(
        "INSERT INTO OwedEvents (EventKey, SubmissionId, EventJson, OwedSinceMs) VALUES (?1, ?2, ?3, ?4) ON CONFLICT (EventKey) DO NOTHING",
      )
      .bind(key, submissionId, JSON.stringify(event), nowMs),
    db
      .prepare(
        `UPDATE ${toTable(event.event_type as EventType)} SET PointState = 'owed' WHERE SubmissionId = ?1`,
      )
      .bind(submissionId),
  ]);
}

/** How many events are still owed. */
export async function countOwedEvents(db: D1Database): Promise<number> {
  return (await db.prepare("SELECT count(*) AS n FROM OwedEvents").first<number>("n")) ?? 0;
}

interface OwedRow {
  readonly EventKey: string;
  readonly SubmissionId: string;
  readonly EventJson: string;
}

/** Writes the events that are still owed; answers how many were written. Run by the clock. */
export async function driveOwedEvents(db: D1Database, dataset: Dataset, log: Log): Promise<number> {
  const { results } = await db
    .prepare(
      `SELECT EventKey, SubmissionId, EventJson FROM OwedEvents WHERE Attempts < ${MAX_ATTEMPTS} ORDER BY OwedSinceMs LIMIT ${MAX_PER_RUN}`,
    )
    .all<OwedRow>();
  if (results.length === 0) return 0;
  const outcomes = results.map((row) => {
    const event = JSON.parse(row.EventJson) as LeadEvent;
    return { row, event, isWritten: writePoint(dataset, { submissionId: row.SubmissionId, event }, log) };
  });
  await db.batch(
    outcomes.flatMap(({ row, event, isWritten }) =>
      isWritten
        ? [
            db.prepare("DELETE FROM OwedEvents WHERE EventKey = ?1").bind(row.EventKey),
            db
              .prepare(
                `UPDATE ${toTable(event.event_type as EventType)} SET PointState = 'sent' WHERE SubmissionId = ?1`,
              )
              .bind(row.SubmissionId),
          ]
        : [
            db
              .prepare("UPDATE OwedEvents SET Attempts = Attempts + 1 WHERE EventKey = ?1")
              .bind(row.EventKey),
          ],
    ),
  );
  const written = outcomes.filter((it) => it.isWritten).length;
  log("owed_events_driven", { written, still_owed: outcomes.length - written });
  return written;
}

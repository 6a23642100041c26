import type { EventType, LeadEvent } from "../domain/dataset.ts";
import { type Log, toErrorText } from "../domain/log.ts";
import { runBatch } from "./batch.ts";
import { type Dataset, type OwedEvent, writePoint } from "./point.ts";
import { isAt, toMarkStatement } from "./point-state.ts";
import { ALWAYS, type Guard, Params, type Statement } from "./statement.ts";
import { SUBMISSION_TABLES, type SubmissionTable, toTable } from "./submission-row.ts";

/** Attempts after which an event is given up; with a run every 30 minutes that is a week. */
const MAX_ATTEMPTS = 336;
/** An invocation may write 250 points; the rest waits for the next run. */
const MAX_PER_RUN = 200;

/** Remembers an event that the dataset refused, so that it is written later, where the guard holds. */
export function toOweStatements(owed: OwedEvent, nowMs: number, guard: Guard): Statement[] {
  const { submissionId, event } = owed;
  const params = new Params();
  const key = `${submissionId}:${event.event_type}:${event.reason}`;
  return [
    {
      sql: `INSERT INTO OwedEvents (EventKey, SubmissionId, EventJson, OwedSinceMs) SELECT ${params.list([key, submissionId, JSON.stringify(event), nowMs])} WHERE ${guard(params)} ON CONFLICT (EventKey) DO NOTHING`,
      params: params.values,
    },
    toMarkStatement(toTable(event.event_type as EventType), [submissionId], "owed", guard),
  ];
}

/** Remembers an event that the dataset refused to whoever had to write it. */
export async function oweEvent(db: D1Database, owed: OwedEvent, nowMs: number): Promise<void> {
  await runBatch(db, toOweStatements(owed, nowMs, ALWAYS));
}

/** How many events the dataset has not taken as far as is known: to be tried again, given up, or left by a broken run. */
export async function countOwedEvents(db: D1Database): Promise<number> {
  return (await db.prepare("SELECT count(*) AS n FROM OwedEvents").first<number>("n")) ?? 0;
}

interface OwedRow {
  readonly EventKey: string;
  readonly SubmissionId: string;
  /** `null` where it cannot be read: that is refused like any other that is no event. */
  readonly EventJson: string;
}

/**
 * Claims events that are owed, all or those of one submission. Claimed, the attempts are below zero: no other run sees
 * the event any more, and its own takes it away or puts it back.
 */
async function claimEvents(db: D1Database, submissionId: string | undefined): Promise<OwedRow[]> {
  const { results } = await db
    .prepare(
      `UPDATE OwedEvents SET Attempts = -1 - Attempts WHERE EventKey IN (SELECT EventKey FROM OwedEvents WHERE Attempts >= 0 AND Attempts < ${MAX_ATTEMPTS} AND (?1 IS NULL OR SubmissionId = ?1) ORDER BY OwedSinceMs LIMIT ${MAX_PER_RUN}) RETURNING EventKey, SubmissionId, iif(json_valid(EventJson), EventJson, 'null') AS EventJson`,
    )
    .bind(submissionId ?? null)
    .all<OwedRow>();
  return results;
}

/**
 * Writes events that are owed, all or those of one submission; answers how many were written. Run by the clock. An event
 * is claimed before it is written, so that it is written at most once: where a run breaks off between its claim and its
 * end, what it claimed, at most 200 events, stays claimed and is not tried again.
 */
export async function driveOwedEvents(
  db: D1Database,
  dataset: Dataset,
  log: Log,
  submissionId?: string,
): Promise<number> {
  const claimed = await claimEvents(db, submissionId);
  if (claimed.length === 0) return 0;
  const written: Written[] = [];
  const refused: OwedRow[] = [];
  for (const row of claimed) {
    const event = JSON.parse(row.EventJson) as LeadEvent;
    if (writePoint(dataset, { submissionId: row.SubmissionId, event }, log))
      written.push({ ...row, table: toTable(event.event_type as EventType) });
    else refused.push(row);
  }
  for (const done of await Promise.allSettled([forget(db, written), putBack(db, refused)]))
    if (done.status === "rejected") log("owed_events_not_marked", { error: toErrorText(done.reason) });
  log("owed_events_driven", { written: written.length, still_owed: refused.length });
  return written.length;
}

type Written = OwedRow & { readonly table: SubmissionTable };

const IN_KEYS = "EventKey IN (SELECT value FROM json_each(?1))";
const toKeys = (rows: readonly OwedRow[]) => JSON.stringify(rows.map((row) => row.EventKey));

async function forget(db: D1Database, written: readonly Written[]): Promise<void> {
  if (written.length === 0) return;
  const marks = SUBMISSION_TABLES.map((table) => {
    const ids = written.filter((row) => row.table === table).map((row) => row.SubmissionId);
    return toMarkStatement(table, ids, "sent", isAt("owed"));
  });
  await runBatch(db, [
    { sql: `DELETE FROM OwedEvents WHERE ${IN_KEYS}`, params: [toKeys(written)] },
    ...marks,
  ]);
}

async function putBack(db: D1Database, refused: readonly OwedRow[]): Promise<void> {
  if (refused.length === 0) return;
  const sql = `UPDATE OwedEvents SET Attempts = -Attempts WHERE ${IN_KEYS}`;
  await db.prepare(sql).bind(toKeys(refused)).run();
}

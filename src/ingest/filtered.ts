import { maskEmail, maskIp, maskName, maskPhone } from "./mask.ts";

/** A blocked or bot submission with its identity masked. */
export interface FilteredSubmission {
  readonly submission_id: string;
  readonly project: string;
  readonly type: string;
  readonly reason: string;
  readonly received_at: string;
  readonly source: string;
  readonly cta: string | null;
  readonly name: string | null;
  readonly email: string | null;
  readonly phone: string | null;
  readonly ip: string | null;
  readonly suspicion_score: number;
  readonly suspicion_reasons: readonly { readonly code: string; readonly points: number }[];
  readonly restored_at: string | null;
}

export interface FilteredQuestion {
  readonly projectIds: "all" | readonly string[];
  readonly type?: "bot" | "blocked";
  /** Only ids before this one: ids sort by receipt. */
  readonly before: string;
  readonly limit: number;
}

interface Row {
  readonly SubmissionId: string;
  readonly ProjectName: string;
  readonly EventType: string;
  readonly Reason: string;
  readonly ReceivedAt: string;
  readonly ProjectSource: string;
  readonly CtaName: string | null;
  readonly ContactName: string | null;
  readonly ContactEmail: string | null;
  readonly ContactPhone: string | null;
  readonly VisitorIp: string | null;
  readonly SuspicionScore: number;
  readonly SuspicionReasons: string;
  readonly RestoredAt: string | null;
}

/** Filtered submissions, newest first. */
export async function listFiltered(
  db: D1Database,
  question: FilteredQuestion,
): Promise<FilteredSubmission[]> {
  const { results } = await db
    .prepare(
      `SELECT * FROM BlockedIPLeads WHERE (?1 IS NULL OR ProjectName IN (SELECT value FROM json_each(?1))) AND (?2 IS NULL OR EventType = ?2) AND SubmissionId < ?3 ORDER BY SubmissionId DESC LIMIT ?4`,
    )
    .bind(
      question.projectIds === "all" ? null : JSON.stringify(question.projectIds),
      question.type ?? null,
      question.before,
      question.limit,
    )
    .all<Row>();
  return results.map(toMasked);
}

function toMasked(row: Row): FilteredSubmission {
  const mask = (value: string | null, how: (text: string) => string) => (value === null ? null : how(value));
  return {
    submission_id: row.SubmissionId,
    project: row.ProjectName,
    type: row.EventType,
    reason: row.Reason,
    received_at: row.ReceivedAt,
    source: row.ProjectSource,
    cta: row.CtaName,
    name: mask(row.ContactName, maskName),
    email: mask(row.ContactEmail, maskEmail),
    phone: mask(row.ContactPhone, maskPhone),
    ip: mask(row.VisitorIp, maskIp),
    suspicion_score: row.SuspicionScore,
    suspicion_reasons: JSON.parse(row.SuspicionReasons) as FilteredSubmission["suspicion_reasons"],
    restored_at: row.RestoredAt,
  };
}

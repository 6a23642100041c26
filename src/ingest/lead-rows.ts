/**
 * The submissions of leads, among `LeadSubmissions`: a lead's first one has the lead's id, and only the later ones are
 * indexed by it.
 * @param leads a comparison with their ids, such as `= ?1`
 */
export function toRowsOf(leads: string): string {
  return `(SubmissionId ${leads} OR (LeadId ${leads} AND IsPrimaryLead = 0))`;
}

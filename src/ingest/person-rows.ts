import { toRowsOf } from "./lead-rows.ts";

/** Conditions on rows of a person. Ids and keys come as one JSON parameter, so that every statement is bound alike. */

export const IDS = "(SELECT value FROM json_each(?1, '$.ids'))";
export const KEYS = "(SELECT value FROM json_each(?1, '$.keys'))";
export const IN_PROJECT = "(?1 ->> '$.projectId' IS NULL OR ProjectName = ?1 ->> '$.projectId')";
export const OF_KEYS = `(EmailKey IN ${KEYS} OR PhoneKey IN ${KEYS}) AND ${IN_PROJECT}`;
const BY_SUBMISSION = `SubmissionId IN (SELECT value FROM json_each(?1, '$.ids') UNION ALL SELECT SubmissionId FROM TestingLeads WHERE ${OF_KEYS} UNION ALL SELECT SubmissionId FROM BlockedIPLeads WHERE ${OF_KEYS})`;

/** Rows that go. */
export interface Removal {
  readonly table: string;
  readonly condition: string;
  /** Puts right what stays, afterwards. It names the parameter, because every statement is bound alike. */
  readonly mend?: readonly string[];
}

/** What a detector knows of the sender goes with the person. */
const BLOCKS: Removal = {
  table: "BlockedIPs",
  condition: `AddedBy = 'detector' AND (IpAddress, ProjectName) IN (SELECT SenderKey, ProjectName FROM BlockedIPLeads WHERE ${BY_SUBMISSION})`,
};
const TOKENS: Removal = { table: "UsedFormTokens", condition: BY_SUBMISSION };
const ELSEWHERE: readonly Removal[] = [
  { table: "TestingLeads", condition: BY_SUBMISSION },
  { table: "BlockedIPLeads", condition: BY_SUBMISSION },
  { table: "DeadLetters", condition: OF_KEYS },
];

/** What a person and everybody linked with them leaves in each table, in the order in which it is removed. */
export const LINKED_ROWS: readonly Removal[] = [
  BLOCKS,
  TOKENS,
  // A follow-up that was stored since the person was looked for goes as well.
  { table: "LeadSubmissions", condition: toRowsOf(`IN ${IDS}`) },
  { table: "LeadIdentities", condition: `LeadId IN ${IDS}` },
  ...ELSEWHERE,
];

/** A submission that holds what was given itself, also when it was stored since the person was looked for. */
const IS_OWN = `(SubmissionId IN ${IDS} OR (${OF_KEYS}))`;
/** What submissions that stay hold: those of the first version were stored without their keys. */
const KEPT_KEYS = "(SELECT value FROM json_each(?1, '$.keptKeys'))";
const IS_KEPT = `${IS_OWN} IS NOT TRUE`;

/** What holds the given addresses and numbers itself. Of a lead that loses its first submission the next becomes it. */
export const OWN_ROWS: readonly Removal[] = [
  BLOCKS,
  TOKENS,
  {
    table: "LeadIdentities",
    condition: `(IdentityKey IN ${KEYS} AND ${IN_PROJECT}) OR (LeadId IN (SELECT LeadId FROM LeadSubmissions WHERE ${IS_OWN}) AND NOT EXISTS (SELECT 1 FROM LeadSubmissions WHERE ${toRowsOf("= LeadIdentities.LeadId")} AND ${IS_KEPT} AND (LeadIdentities.IdentityKey IN (EmailKey, PhoneKey) OR LeadIdentities.IdentityKey IN ${KEPT_KEYS})))`,
    mend: [
      `UPDATE LeadIdentities SET LeadId = (SELECT min(SubmissionId) FROM LeadSubmissions WHERE ${toRowsOf("= LeadIdentities.LeadId")} AND ${IS_KEPT}) WHERE LeadId IN (SELECT SubmissionId FROM LeadSubmissions WHERE IsPrimaryLead = 1 AND ${IS_OWN})`,
    ],
  },
  {
    table: "LeadSubmissions",
    condition: IS_OWN,
    mend: [
      `UPDATE LeadSubmissions SET ConflictingLeadId = (SELECT min(SubmissionId) FROM LeadSubmissions AS later WHERE later.LeadId = LeadSubmissions.ConflictingLeadId AND later.IsPrimaryLead = 0)
WHERE ?1 IS NOT NULL AND ConflictingLeadId IS NOT NULL AND NOT EXISTS (SELECT 1 FROM LeadSubmissions AS lead WHERE lead.SubmissionId = LeadSubmissions.ConflictingLeadId)`,
      `UPDATE LeadSubmissions SET LeadId = heir.Id, IsPrimaryLead = (SubmissionId = heir.Id)
FROM (SELECT LeadId AS Former, min(SubmissionId) AS Id FROM LeadSubmissions AS later WHERE IsPrimaryLead = 0 AND NOT EXISTS (SELECT 1 FROM LeadSubmissions WHERE SubmissionId = later.LeadId) GROUP BY LeadId) AS heir
WHERE ?1 IS NOT NULL AND IsPrimaryLead = 0 AND LeadId = heir.Former`,
      // The lead that went may have held what a submission of another lead holds, too.
      ...(["email", "phone"] as const).map((kind) => {
        const key = kind === "email" ? "EmailKey" : "PhoneKey";
        return `INSERT INTO LeadIdentities (ProjectName, IdentityKey, Kind, LeadId, LastSeenAt)
SELECT ProjectName, ${key}, '${kind}', LeadId, max(ReceivedAt) FROM LeadSubmissions WHERE ${key} IN ${KEPT_KEYS} AND ${IN_PROJECT} GROUP BY ProjectName, ${key} ON CONFLICT DO NOTHING`;
      }),
    ],
  },
  ...ELSEWHERE,
];

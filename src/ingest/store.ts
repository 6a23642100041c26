import type { EventType } from "../domain/dataset.ts";
import { PRIMARY, type Verdict } from "./classify.ts";
import { type Claim, type ClaimHolder, holdsClaim, toClaimStatement } from "./idempotency-statement.ts";
import { type IdentityQuestion, toIdentityStatement } from "./identity-statement.ts";
import { isListed, toBlockStatement } from "./sender-statement.ts";
import { ALWAYS, allOf, type Guard, not, type Statement } from "./statement.ts";
import type { SubmissionRow } from "./submission-row.ts";
import {
  type StoredSubmission,
  toFilteredStatement,
  toLeadStatement,
  toLeadSubmissionStatement,
} from "./submission-statement.ts";

/** What to store in each case that is still open; a case without `listed` applies when no list knows the sender. */
export interface StorageCase {
  readonly listed?: "BlockedIPs" | "TestIPs";
  /** `undefined`: a person, primary or follow-up as their identity says. */
  readonly verdict: Verdict | undefined;
  readonly row: SubmissionRow;
  /** Puts the sender on the block list until then. */
  readonly blockUntilIso?: string;
}

export interface StoragePlan {
  readonly claim: Claim;
  /** Already acknowledged, so it is stored even when its key was used for another body. */
  readonly acknowledged: boolean;
  readonly senderKey: string | undefined;
  readonly nowIso: string;
  readonly question: IdentityQuestion;
  readonly firstTouchJson: string | undefined;
  readonly cases: readonly StorageCase[];
}

export interface Stored {
  readonly holder: ClaimHolder;
  /** `undefined` when the submission repeats an earlier one. */
  readonly submission: StoredSubmission | undefined;
}

/** Stores a submission in one batch, which is one transaction and one round trip. */
export async function store(db: D1Database, plan: StoragePlan): Promise<Stored> {
  const statements = toStatements(plan);
  const results = await db.batch<ClaimHolder | StoredSubmission>(
    statements.map(({ sql, params }) => db.prepare(sql).bind(...params)),
  );
  const [claimed, ...rest] = results;
  const holder = claimed?.results[0];
  if (!holder || !("BodyHash" in holder)) throw new Error("the claim statement answered nothing");
  const rows = rest.flatMap((result) => result.results);
  return { holder, submission: rows.find((row): row is StoredSubmission => "EventType" in row) };
}

/** The statements of a plan, in order; the first answers with the claim's holder. */
export function toStatements(plan: StoragePlan): Statement[] {
  const ours = holdsClaim(plan.claim);
  return [
    toClaimStatement(plan.claim, plan.acknowledged),
    ...plan.cases.flatMap((it) => toCaseStatements(plan, it, allOf(ours, toCaseGuard(plan, it)))),
  ];
}

function toCaseStatements(plan: StoragePlan, it: StorageCase, guard: Guard): Statement[] {
  const { question } = plan;
  if (!it.verdict) {
    return [
      toIdentityStatement(question, guard),
      toLeadSubmissionStatement(it.row, question, guard),
      toLeadStatement(question.submissionId, plan.firstTouchJson),
    ];
  }
  const stored = toFilteredStatement(toTable(it.verdict.eventType), it.row, it.verdict, guard);
  if (it.blockUntilIso === undefined || plan.senderKey === undefined) return [stored];
  const entry = {
    senderKey: plan.senderKey,
    projectId: question.projectId,
    reason: it.verdict.reason,
    nowIso: plan.nowIso,
    expiresIso: it.blockUntilIso,
  };
  return [stored, toBlockStatement(entry, guard)];
}

function toTable(eventType: EventType): "TestingLeads" | "BlockedIPLeads" {
  if (eventType === PRIMARY.eventType) throw new TypeError("a primary lead has a table of its own");
  return eventType === "test" ? "TestingLeads" : "BlockedIPLeads";
}

/** The block list goes before the test list, and both before everything else. */
function toCaseGuard(plan: StoragePlan, it: StorageCase): Guard {
  if (plan.senderKey === undefined || plan.cases.length === 1) return ALWAYS;
  const on = (list: "BlockedIPs" | "TestIPs") =>
    isListed(list, plan.senderKey ?? "", plan.question.projectId, plan.nowIso);
  if (it.listed === "BlockedIPs") return on("BlockedIPs");
  if (it.listed === "TestIPs") return allOf(not(on("BlockedIPs")), on("TestIPs"));
  return allOf(not(on("BlockedIPs")), not(on("TestIPs")));
}

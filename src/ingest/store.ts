import { readFirst } from "./batch.ts";
import type { Claim } from "./claim.ts";
import { type ClaimHolder, isFirst, toHolderStatement } from "./claim-statement.ts";
import type { Verdict } from "./classify.ts";
import type { Commit } from "./group-commit.ts";
import type { LateFacts } from "./late-findings.ts";
import { type TokenUse, toTokenStatement, toVelocityStatement, type Velocity } from "./late-statement.ts";
import { type LeadQuestion, toLeadStatement } from "./lead-statement.ts";
import { toTakeOverStatement } from "./point-state.ts";
import { type SenderEntry, toListStatement } from "./sender-lists.ts";
import { isListed, type SenderList, toBlockStatement } from "./sender-statement.ts";
import { ALWAYS, allOf, type Guard, not, Params, type Statement } from "./statement.ts";
import { SUBMISSION_TABLES, type SubmissionRow } from "./submission-row.ts";
import {
  isFilteredAs,
  isStored,
  type StoredSubmission,
  toFilteredStatement,
} from "./submission-statement.ts";

/** What to store in each case that is still open; a case without `listed` applies when no list knows the sender. */
export interface StorageCase {
  readonly listed?: SenderList;
  /** `undefined`: a person, primary or follow-up as their identity says. */
  readonly verdict: Verdict | undefined;
  readonly row: SubmissionRow;
  /** The data point of a filtered submission, to be taken back should it be restored. */
  readonly eventJson?: string;
  /** Puts the sender on the block list until then. */
  readonly blockUntilIso?: string;
}

export interface StoragePlan {
  readonly claim: Claim;
  /** Already acknowledged, so it is stored even when its key was used for another body. */
  readonly acknowledged: boolean;
  /** Without it nothing is stored: the person was not erased meanwhile. */
  readonly isWanted: Guard;
  readonly senderKey: string | undefined;
  /** The isolate cannot say whether the sender is on a list: the database decides. */
  readonly asksLists: boolean;
  /** The lists are read with the same batch. */
  readonly readsLists: boolean;
  readonly nowIso: string;
  readonly projectId: string;
  readonly question: LeadQuestion;
  readonly tokenId: string | undefined;
  readonly contentKey: string | undefined;
  readonly countsVelocity: boolean;
  readonly cases: readonly StorageCase[];
}

export interface Stored {
  /** `undefined` when the submission repeats an earlier one, or its person was erased meanwhile. */
  readonly submission: StoredSubmission | undefined;
  /** The earlier one that a submission which was not stored repeats, if it does. */
  readonly holder: ClaimHolder | null;
  readonly late: LateFacts | undefined;
  readonly lists: { readonly blocked: SenderEntry[]; readonly test: SenderEntry[] } | undefined;
}

/** What each kind of statement of the batch answers with. */
interface Answers {
  submission: StoredSubmission;
  token: TokenUse;
  velocity: Velocity;
  blocked: SenderEntry;
  test: SenderEntry;
}
type Planned = Statement & { readonly answers?: keyof Answers };

/**
 * Stores a submission in one transaction and one round trip; a second one finds what a submission that was not stored
 * repeats.
 * @param commit runs the transaction
 */
export async function store(db: D1Database, plan: StoragePlan, commit: Commit): Promise<Stored> {
  const { claim } = plan;
  const statements = toStatements(plan);
  const results = await commit(statements);
  const read = <K extends keyof Answers>(kind: K): Answers[K][] => {
    const rows: Answers[K][] = [];
    for (const [i, statement] of statements.entries())
      if (statement.answers === kind)
        rows.push(...((results[i]?.results ?? []) as unknown[] as Answers[K][]));
    return rows;
  };
  const [submission] = read("submission");
  const holder = submission
    ? null
    : await readFirst<ClaimHolder>(db, toHolderStatement(claim, plan.acknowledged));
  if (!submission && !holder && (await isWanted(db, plan)))
    throw new Error("a submission was neither stored nor repeated");
  const [velocity] = read("velocity");
  const [firstUse] = read("token");
  return {
    submission,
    holder,
    late: velocity && {
      tokenReplayed: firstUse !== undefined && firstUse.SubmissionId !== claim.submissionId,
      recentFromSender: velocity.FromSender,
      recentSameMessage: velocity.SameMessage,
      recentFromLead: velocity.FromLead,
    },
    lists: plan.readsLists ? { blocked: read("blocked"), test: read("test") } : undefined,
  };
}

async function isWanted(db: D1Database, plan: StoragePlan): Promise<boolean> {
  const params = new Params();
  const sql = `SELECT 1 WHERE ${plan.isWanted(params)}`;
  return (await readFirst(db, { sql, params: params.values })) !== null;
}

/** The statements of a plan, in order. */
function toStatements(plan: StoragePlan): Planned[] {
  const { claim } = plan;
  const ours = allOf(isFirst(claim, plan.acknowledged), plan.isWanted);
  const statements = toTakeOvers(plan);
  // In front of the submission's own row, which would look like a repetition.
  if (plan.tokenId !== undefined)
    statements.push({ ...toTokenStatement(plan.tokenId, claim, ours), answers: "token" });
  for (const it of plan.cases)
    statements.push(...toCaseStatements(plan, it, allOf(ours, toCaseGuard(plan, it))));
  if (plan.countsVelocity)
    statements.push({
      ...toVelocityStatement(claim.submissionId, plan.senderKey, plan.contentKey, claim.receivedMs),
      answers: "velocity",
    });
  if (plan.readsLists)
    statements.push(
      { ...toListStatement("BlockedIPs", plan.nowIso), answers: "blocked" },
      { ...toListStatement("TestIPs", plan.nowIso), answers: "test" },
    );
  return statements;
}

/** What a request may have stored before it gave up stays what it was, wherever that is. */
function toTakeOvers(plan: StoragePlan): Planned[] {
  if (!plan.acknowledged) return [];
  return SUBMISSION_TABLES.map((table) => ({
    ...toTakeOverStatement(table, plan.claim.submissionId),
    answers: "submission",
  }));
}

function toCaseStatements(plan: StoragePlan, it: StorageCase, guard: Guard): Planned[] {
  if (!it.verdict) return [{ ...toLeadStatement(it.row, plan.question, guard), answers: "submission" }];
  const stored: Planned = {
    ...toFilteredStatement(it.row, it.verdict, it.eventJson, guard),
    answers: "submission",
  };
  if (it.blockUntilIso === undefined || plan.senderKey === undefined) return [stored];
  const entry = {
    senderKey: plan.senderKey,
    projectId: plan.projectId,
    reason: it.verdict.reason,
    nowIso: plan.nowIso,
    expiresIso: it.blockUntilIso,
  };
  return [stored, toBlockStatement(entry, isFilteredAs(it.row, it.verdict.reason))];
}

function toCaseGuard(plan: StoragePlan, it: StorageCase): Guard {
  const byLists =
    plan.asksLists && plan.senderKey !== undefined ? toListGuard(plan, plan.senderKey, it) : ALWAYS;
  if (!plan.acknowledged) return byLists;
  return allOf(byLists, ...SUBMISSION_TABLES.map((table) => not(isStored(table, plan.claim.submissionId))));
}

/** The block list goes before the test list, and both before everything else. */
function toListGuard(plan: StoragePlan, senderKey: string, it: StorageCase): Guard {
  const { nowIso } = plan;
  const on = (list: SenderList) => isListed(list, senderKey, plan.projectId, nowIso);
  if (it.listed === "BlockedIPs") return on("BlockedIPs");
  if (it.listed === "TestIPs") return allOf(not(on("BlockedIPs")), on("TestIPs"));
  return allOf(not(on("BlockedIPs")), not(on("TestIPs")));
}

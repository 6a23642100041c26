import { type Log, toErrorText } from "../domain/log.ts";
import { runBatch } from "./batch.ts";
import { DeadlineError } from "./deadline.ts";
import type { Statement } from "./statement.ts";

type Results = D1Result<Record<string, unknown>>[];

/** Runs statements as one transaction. */
export type Commit = (statements: readonly Statement[]) => Promise<Results>;

export interface GroupCommitOptions {
  /** After so long a request waits no more and a batch is taken for lost, in milliseconds. */
  readonly limitMs: number;
  /** Epoch milliseconds. */
  readonly now: () => number;
  readonly log: Log;
}

interface Entry {
  readonly statements: readonly Statement[];
  readonly sinceMs: number;
  readonly turn: PromiseWithResolvers<void>;
  /** `undefined`: the group's batch was refused, and nothing of it stored. */
  readonly outcome: PromiseWithResolvers<Results | undefined>;
}

/** Batches under way from one isolate; a database works through them one by one anyway. */
const MAX_BATCHES = 4;
/**
 * D1 takes 50 statements from an invocation on its free plan, and who sends the group may need some for itself. Only who
 * comes after lost batches may send two groups.
 */
const MAX_STATEMENTS = 40;

/**
 * Group commit (DeWitt et al., "Implementation techniques for main memory database systems", SIGMOD 1984): while so many
 * batches are under way, what the isolate's other requests want to store waits and then goes together, in order of
 * arrival, in the next one. A request that meets fewer goes at once, alone where nobody waits.
 *
 * Requests stay independent of each other: whoever waits sends the next group itself, a group in which SQLite refuses a
 * statement is taken apart, and a request that the platform ends together with a batch of others stops nobody for longer
 * than `limitMs`. Keep a request alive until its promise settles: others may wait for the batch it sent.
 * @throws DeadlineError for who waited longer than `limitMs`
 */
export function createGroupCommit(db: D1Database, { limitMs, now, log }: GroupCommitOptions): Commit {
  const underWay = new Set<{ readonly sinceMs: number }>();
  /** In order of arrival. */
  const waiting: Entry[] = [];

  function isBusy(): boolean {
    for (const batch of underWay) if (isLate(batch)) underWay.delete(batch);
    return underWay.size >= MAX_BATCHES;
  }

  function isLate({ sinceMs }: { readonly sinceMs: number }): boolean {
    return now() - sinceMs >= limitMs;
  }

  /** Whoever waited too long has given up, and may be gone. */
  function dropLate(): void {
    while (waiting[0] && isLate(waiting[0]))
      waiting.shift()?.outcome.reject(new DeadlineError(`waited longer than ${limitMs} ms`));
  }

  /** The next group, as large as it may be. */
  function takeGroup(): Entry[] {
    dropLate();
    let statements = 0;
    const end = waiting.findIndex(({ statements: { length } }, i) => {
      statements += length;
      return i > 0 && statements > MAX_STATEMENTS;
    });
    return waiting.splice(0, end < 0 ? waiting.length : end);
  }

  /** One batch, which is under way meanwhile. */
  async function run(statements: readonly Statement[]): Promise<Results> {
    const batch = { sinceMs: now() };
    underWay.add(batch);
    // Batches that end together wake one request: it wakes the next.
    if (!isBusy()) waiting[0]?.turn.resolve();
    try {
      return await runBatch(db, statements);
    } finally {
      underWay.delete(batch);
      dropLate();
      waiting[0]?.turn.resolve();
    }
  }

  async function send(group: readonly Entry[]): Promise<void> {
    if (group.length === 0) return;
    try {
      const results = await run(group.flatMap(({ statements }) => statements));
      let from = 0;
      for (const { statements, outcome } of group) {
        outcome.resolve(results.slice(from, from + statements.length));
        from += statements.length;
      }
    } catch (error) {
      const isTakenApart = group.length > 1 && isRefused(error);
      if (isTakenApart) log("group_taken_apart", { submissions: group.length, error: toErrorText(error) });
      for (const { outcome } of group) {
        if (isTakenApart) outcome.resolve(undefined);
        else outcome.reject(error);
      }
    }
  }

  return async (statements) => {
    if (waiting.length === 0 && !isBusy()) return run(statements);
    const entry: Entry = {
      statements,
      sinceMs: now(),
      turn: Promise.withResolvers(),
      outcome: Promise.withResolvers(),
    };
    entry.outcome.promise.catch(() => {}); // it may fail while an earlier group is waited for
    waiting.push(entry);
    if (isBusy()) await Promise.race([entry.turn.promise, entry.outcome.promise]);
    // Those in front go first, and the platform ends what a request began when it is done: so each is waited for.
    while (waiting.includes(entry)) await send(takeGroup());
    return (await entry.outcome.promise) ?? run(statements);
  };
}

/**
 * SQLite refused a statement for what it says, so that the whole batch was rolled back and another may well be taken. Other
 * errors concern them all (SQLITE_BUSY), or leave open whether something was stored.
 */
function isRefused(error: unknown): boolean {
  return error instanceof Error && /\bSQLITE_(CONSTRAINT|ERROR|MISMATCH|RANGE|TOOBIG)\b/.test(error.message);
}

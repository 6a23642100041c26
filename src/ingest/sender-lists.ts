import { runBatch } from "./batch.ts";
import type { Listed } from "./classify.ts";
import type { SenderList } from "./sender-statement.ts";
import type { Statement } from "./statement.ts";

/** One entry as it is read from its table. */
export interface SenderEntry {
  readonly IpAddress: string;
  readonly ProjectName: string;
  readonly ExpiresAt: string | null;
}

/**
 * The block and test lists as an isolate knows them. They are never assumed empty: until they were read, and again
 * when they are too old or too long, the database decides.
 */
export interface SenderLists {
  /** What the lists say, or `undefined` when they cannot be relied on. */
  find(senderKey: string, projectId: string, nowMs: number): Listed | undefined;
  /** Whether they should be read again. */
  isStale(nowMs: number): boolean;
  /** Takes over what {@link toListStatement} read. */
  replace(blocked: readonly SenderEntry[], test: readonly SenderEntry[], nowMs: number): void;
  /** Takes over an entry that was just written. */
  add(list: SenderList, entry: SenderEntry): void;
  /** Forgets everything: an admin changed the lists. */
  clear(): void;
}

/** Read again behind the answer when older than this. */
const STALE_AFTER_MS = 30_000;
/** Not relied on when older than this. */
const COLD_AFTER_MS = 300_000;
/** Lists longer than this stay in the database. */
export const MAX_LIST_ENTRIES = 5000;

/** Reads the entries of a list that have not expired, one more than an isolate keeps. */
export function toListStatement(list: SenderList, nowIso: string): Statement {
  return {
    sql: `SELECT IpAddress, ProjectName, ExpiresAt FROM ${list} WHERE ExpiresAt IS NULL OR ExpiresAt > ?1 LIMIT ${MAX_LIST_ENTRIES + 1}`,
    params: [nowIso],
  };
}

/** Both lists as they are now. */
export async function readLists(
  db: D1Database,
  nowMs: number,
): Promise<{ blocked: readonly SenderEntry[]; test: readonly SenderEntry[] }> {
  const nowIso = new Date(nowMs).toISOString();
  const statements = [toListStatement("BlockedIPs", nowIso), toListStatement("TestIPs", nowIso)];
  const [blocked, test] = await runBatch<SenderEntry>(db, statements);
  return { blocked: blocked?.results ?? [], test: test?.results ?? [] };
}

export function createSenderLists(): SenderLists {
  let lists: Record<SenderList, Map<string, SenderEntry>> | undefined;
  let readMs = Number.NEGATIVE_INFINITY;

  /** Requests that began before the reading see it as later; a clock that was set back does so for longer. */
  const isOlder = (nowMs: number, limitMs: number) => Math.abs(nowMs - readMs) > limitMs;

  const isOn = (list: SenderList, senderKey: string, projectId: string, nowIso: string) =>
    ["", projectId].some((project) => {
      const entry = lists?.[list].get(toEntryKey(senderKey, project));
      return entry !== undefined && (entry.ExpiresAt === null || entry.ExpiresAt > nowIso);
    });

  return {
    find(senderKey, projectId, nowMs) {
      if (!lists || isOlder(nowMs, COLD_AFTER_MS)) return undefined;
      const nowIso = new Date(nowMs).toISOString();
      return {
        blocked: isOn("BlockedIPs", senderKey, projectId, nowIso),
        test: isOn("TestIPs", senderKey, projectId, nowIso),
      };
    },
    isStale: (nowMs) => isOlder(nowMs, STALE_AFTER_MS),
    replace(blocked, test, nowMs) {
      const fits = blocked.length <= MAX_LIST_ENTRIES && test.length <= MAX_LIST_ENTRIES;
      lists = fits ? { BlockedIPs: toMap(blocked), TestIPs: toMap(test) } : undefined;
      readMs = nowMs;
    },
    add(list, entry) {
      lists?.[list].set(toEntryKey(entry.IpAddress, entry.ProjectName), entry);
    },
    clear() {
      lists = undefined;
      readMs = Number.NEGATIVE_INFINITY;
    },
  };
}

function toEntryKey(senderKey: string, projectId: string): string {
  return `${senderKey} ${projectId}`;
}

function toMap(entries: readonly SenderEntry[]): Map<string, SenderEntry> {
  return new Map(entries.map((entry) => [toEntryKey(entry.IpAddress, entry.ProjectName), entry]));
}

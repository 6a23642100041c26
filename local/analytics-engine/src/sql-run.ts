import { InputInvalid, toPlan } from "./dialect/guard.ts";
import type { LogEntry, Settings } from "./options.ts";
import { QUERY_SETTINGS } from "./query-limits.ts";
import { type ReadShare, toReadShare } from "./read-sampling.ts";
import { type SqlAnswer, toEmptyAnswer, toInvalidAnswer, toListAnswer, toSqlAnswer } from "./sql-answer.ts";
import { toErrorCode, toSentence } from "./sql-error.ts";
import type { Store } from "./store.ts";

export interface SqlContext {
  store: Store;
  settings(): Settings;
  log(entry: LogEntry): void;
}

async function chooseShare(sql: string, dataset: string | null, context: SqlContext): Promise<ReadShare> {
  const { readSampling } = context.settings();
  if (!readSampling || dataset === null) return 1;
  return toReadShare(await context.store.estimateRows(`${sql} SETTINGS ${QUERY_SETTINGS}`), readSampling);
}

/** Answers one statement of the SQL API; everything that can be wrong with it becomes a 422 in our words. */
export async function runSql(sql: string, context: SqlContext): Promise<SqlAnswer> {
  const { store, settings, log } = context;
  try {
    const plan = toPlan(sql, (name) => store.datasets().has(name));
    switch (plan.kind) {
      case "empty":
        return toEmptyAnswer(plan.format);
      case "show_tables":
        return toListAnswer("name", [...store.datasets().keys()].sort(), plan.format);
      case "show_timezone":
        return toListAnswer("timezone", ["Etc/UTC"], plan.format);
      case "show_timezones":
        return toListAnswer("timezone", await store.timeZones(), plan.format);
      case "select": {
        const share = await chooseShare(plan.sql, plan.dataset, context);
        const rows = settings().maxRows;
        const limit = rows === null ? "" : `, limit = ${rows}`;
        const body = await store.query(`${plan.sql} SETTINGS ${QUERY_SETTINGS}${limit}`, plan.format, share);
        return toSqlAnswer(body, plan.format);
      }
    }
  } catch (error) {
    if (error instanceof InputInvalid) return toInvalidAnswer(error.message);
    if (toErrorCode(error) === null) throw error;
    log({ level: "debug", message: "A statement failed", detail: String(error) });
    return toInvalidAnswer(toSentence(error));
  }
}

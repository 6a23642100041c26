import { setTimeout as wait } from "node:timers/promises";
import { createFaults, DEFAULT_FAULT_DELAY_MS, type FaultKind, type FaultPlan } from "./faults.ts";
import { DailyQuota } from "./quota.ts";
import { type Reply, toRefusal } from "./server.ts";
import { runSql, type SqlContext } from "./sql-run.ts";

const RETRY_AFTER_S = 300;

function toThrottled(): Reply {
  const message = "Please wait and consider throttling your request speed";
  return toRefusal({ status: 429, code: 971, message }, { "retry-after": String(RETRY_AFTER_S) });
}

function toFailure(fault: FaultKind): Reply | null {
  if (fault === "429") return toThrottled();
  if (fault === "slow" || fault === "cut") return null;
  return { status: Number(fault), contentType: "text/plain; charset=UTF-8", body: `error code: ${fault}` };
}

/** The SQL route around its core: daily limit and injected faults. */
export function createSqlRoute(context: SqlContext & { now(): number }): {
  answer(text: string): Promise<Reply>;
  queries(): number;
} {
  const quota = new DailyQuota(context.now);
  let queries = 0;
  let plan: FaultPlan | null = null;
  let choose: () => FaultKind | null = () => null;

  const nextFault = (): FaultKind | null => {
    const { faults } = context.settings();
    if (faults !== plan) {
      plan = faults;
      choose = faults ? createFaults(faults) : () => null;
    }
    return choose();
  };

  return {
    queries: () => queries,
    async answer(text) {
      queries++;
      if (!quota.take(context.settings().dailyQueryLimit)) return toThrottled();
      const fault = nextFault();
      if (fault === "slow") await wait(plan?.delayMs ?? DEFAULT_FAULT_DELAY_MS);
      const failure = fault === null ? null : toFailure(fault);
      if (failure) return failure;
      const answer = await runSql(text, context);
      return fault === "cut" ? { ...answer, cut: true } : answer;
    },
  };
}

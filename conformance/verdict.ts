import type { Run, Scenario } from "./suite.ts";

/** `warned`: the suite lets it pass, but something the protocol recommends is missing. */
export const VERDICTS = ["passed", "warned", "failed", "skipped"] as const;
export type Verdict = (typeof VERDICTS)[number];

/** What a scenario came to: one failed check fails it, and one without a successful check was skipped. */
export function toVerdict({ checks }: Scenario): Verdict {
  const has = (wanted: string) => checks.some(({ status }) => status === wanted);
  if (has("FAILURE")) return "failed";
  if (has("WARNING")) return "warned";
  return has("SUCCESS") ? "passed" : "skipped";
}

/** The scored scenarios that came to a verdict. */
export function listScored({ scenarios }: Run, verdict: Verdict): Scenario[] {
  return scenarios.filter((one) => one.isScored && toVerdict(one) === verdict);
}

/** Scored checks that failed or warned, as a baseline names them: `scenario:check`. */
export function listFindings({ scenarios }: Run, status: "FAILURE" | "WARNING"): string[] {
  return scenarios.flatMap(({ name, isScored, checks }) =>
    isScored ? checks.filter((check) => check.status === status).map(({ id }) => `${name}:${id}`) : [],
  );
}

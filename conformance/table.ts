import { NOT_OFFERED, REASONS, REMARKS } from "./remarks.ts";
import type { Check, Scenario } from "./suite.ts";
import { toVerdict } from "./verdict.ts";

/** Scenarios that pass without having shown anything, and why. */
export type Vacuous = Readonly<Record<string, string>>;

/** Scenarios, each with every check that did not pass, as Markdown. */
export function toTable(scenarios: readonly Scenario[], vacuous: Vacuous): string {
  const head = ["| Scenario | Result | Checks passed | Remarks |", "| --- | --- | --- | --- |"];
  return [...head, ...scenarios.map((scenario) => toRow(scenario, vacuous))].join("\n");
}

function toRow(scenario: Scenario, vacuous: Vacuous): string {
  const { name, isScored, checks } = scenario;
  const passed = checks.filter(({ status }) => status === "SUCCESS").length;
  const judged = checks.filter(({ status }) => status !== "INFO").length;
  const verdict = toVerdict(scenario);
  const reason = verdict === "passed" ? vacuous[name] : undefined;
  return toCells(
    isScored ? name : `${name} (not scored)`,
    reason === undefined ? verdict : "vacuous",
    `${passed} of ${judged}`,
    toRemarks(name, checks, reason),
  );
}

function toCells(...cells: readonly string[]): string {
  return `| ${cells.join(" | ")} |`.replaceAll("|  |", "| |");
}

function toRemarks(name: string, checks: readonly Check[], vacuous: string | undefined): string {
  const notOffered = NOT_OFFERED.find(({ prefix }) => name.startsWith(prefix));
  if (notOffered) return notOffered.remark;
  const found = checks.filter(({ status }) => status !== "SUCCESS" && status !== "INFO");
  const remarks = [vacuous, REMARKS[name], ...found.map(toFinding)];
  return remarks.filter((remark) => remark !== undefined).join("; ");
}

function toFinding(check: Check): string {
  const status = {
    SUCCESS: "passed",
    INFO: "noted",
    FAILURE: "failed",
    WARNING: "warned",
    SKIPPED: "skipped",
  };
  const reason = REASONS[check.id] ?? toReason(check.errorMessage ?? "");
  return `\`${check.id}\` ${status[check.status]}${reason === "" ? "" : `: ${reason}`}`;
}

/** Messages of the suite can list every tool; the fixture they miss says it all. */
function toReason(message: string): string {
  const [fixture] = /\b(?:test_\w+|json_schema_2020_12_tool)\b|test:\/\/[\w/-]+/.exec(message) ?? [];
  if (fixture !== undefined) return `asks for \`${fixture}\``;
  return message.split(/[.,(]/)[0]?.trim() ?? "";
}

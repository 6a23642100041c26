/** Parameters of a question, by the names that REST gives them. They are the page's address, too. */
export type Question = URLSearchParams;

/** Parameters that say when; a question has one kind of them. */
export const PERIOD = ["days", "period", "from", "to"] as const;
/** What each question adds to the period and the conditions. */
const SHAPE = ["compare", "group_by", "bucket", "order_by"] as const;
/** Parameters of single questions that a link may bring along; the page has its own. */
const FOREIGN = ["limit", "min_total", "max_rows", "metrics", "metric", "good", "window", "format", "bom"];
const NO_CONDITION: readonly string[] = [...PERIOD, ...SHAPE, ...FOREIGN];
/** Conditions that insights do not take. */
const COUNTS_ONLY = ["min_suspicion", "min_engagement"];

const DEFAULT_DAYS = "28";
const MAX_GROUPS = "20";
/** A file has room for as many as the API lists. */
export const ALL_GROUPS = "1000";
const API = "/analytics/";

/** The conditions of a question: a dimension and what REST reads behind it. */
export function toConditions(question: Question): [name: string, condition: string][] {
  return [...question].filter(([name]) => !NO_CONDITION.includes(name));
}

/** The same question with some parameters given, and those left out that are empty. */
export function change(question: Question, given: Readonly<Record<string, string>>): Question {
  const changed = new URLSearchParams(question);
  for (const [name, value] of Object.entries(given)) {
    if (value === "") changed.delete(name);
    else changed.set(name, value);
  }
  return changed;
}

/** Which of the figures is drawn and ranked by. */
export function toFigure(question: Question): string {
  return question.get("order_by") ?? "total";
}

/** The dimension that is looked at; of two in somebody's link the first. */
export function toGroup(question: Question): string {
  return question.get("group_by")?.split(",")[0] || "source";
}

/** A day has hours, a year weeks; what was chosen goes first. */
export function toBucket(question: Question): string {
  const chosen = question.get("bucket");
  if (chosen !== null) return chosen;
  const days = toDays(question);
  return days <= 2 ? "60min" : days > 120 ? "week" : "day";
}

function toDays(question: Question): number {
  const [from, to] = [question.get("from"), question.get("to")].map((at) =>
    Date.parse(at?.slice(0, 10) ?? ""),
  );
  if (from && to) return (to - from) / 86_400_000 + 1;
  return /day$/.test(question.get("period") ?? "")
    ? 1
    : Number.parseInt(question.get("days") ?? DEFAULT_DAYS, 10);
}

export function toSummaryPath(question: Question): string {
  return toPath("lead-stats/summary", question);
}

export function toSeriesPath(question: Question): string {
  const compare = question.get("compare") ?? "";
  return toPath("lead-stats", question, {
    bucket: toBucket(question),
    order_by: toFigure(question),
    compare,
  });
}

export function toGroupsPath(question: Question, limit = MAX_GROUPS): string {
  return toPath("lead-stats", question, {
    group_by: toGroup(question),
    order_by: toFigure(question),
    compare: question.get("compare") ?? "",
    limit,
  });
}

/** @param ownPeriod the insight looks back as far as it needs instead of over the period in question */
export function toInsightPath(name: string, question: Question, ownPeriod = false): string {
  const asked = new URLSearchParams(question);
  for (const one of ownPeriod ? [...PERIOD, ...COUNTS_ONLY] : COUNTS_ONLY) asked.delete(one);
  return toPath(
    `insights/${name}`,
    asked,
    name === "focus" ? { group_by: toGroup(question) } : {},
    ownPeriod,
  );
}

/** The conditions of a question that insights leave aside. */
export function toLeftAside(question: Question): string[] {
  return COUNTS_ONLY.filter((name) => question.has(name));
}

/** Period and conditions of a question, with parameters of its own. */
function toPath(
  name: string,
  question: Question,
  own: Readonly<Record<string, string>> = {},
  ownPeriod = false,
): string {
  const asked = new URLSearchParams(question);
  for (const one of [...SHAPE, ...FOREIGN]) asked.delete(one);
  if (!ownPeriod && PERIOD.every((one) => !asked.has(one))) asked.set("days", DEFAULT_DAYS);
  const query = change(asked, own).toString();
  return `${API}${name}${query && `?${query}`}`;
}

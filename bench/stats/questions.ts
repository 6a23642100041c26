const DAY_MS = 86_400_000;

/** ISO date so many days ago. */
const ago = (days: number) => new Date(Date.now() - days * DAY_MS).toISOString().slice(0, 10);
/** Periods that are over, so that both Workers may keep them. */
const last = (days: number) => `from=${ago(days + 2)}&to=${ago(3)}`;

/** Questions of the kinds that people ask, by name. */
export const QUESTIONS: Readonly<Record<string, string>> = {
  "totals, 7 days": `/analytics/lead-stats?${last(7)}&bucket=none`,
  "by day, 30 days": `/analytics/lead-stats?${last(30)}&bucket=day`,
  "by half hour, 7 days": `/analytics/lead-stats?${last(7)}&bucket=30min`,
  "by source, 30 days": `/analytics/lead-stats?${last(30)}&group_by=source`,
  "by day and country, 80 days": `/analytics/lead-stats?${last(80)}&bucket=day&group_by=country`,
  "top 10 of 500 towns, 80 days": `/analytics/lead-stats?${last(80)}&group_by=city&limit=10`,
  "28 days against 28 before": `/analytics/lead-stats?${last(28)}&bucket=none&compare=previous`,
  "summary, 7 days": `/analytics/lead-stats/summary?${last(7)}`,
};
/** A question that is refused before a statement is made: the way there and back, the key and its limit. */
export const REFUSED = "/analytics/lead-stats?days=none";

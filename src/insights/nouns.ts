import type { Metric } from "../domain/dataset.ts";

const NOUNS: Partial<Record<Metric, string>> = {
  total: "events",
  primary: "primary leads",
  follow_up: "follow-ups",
  bot: "bots",
  test: "tests",
  blocked: "blocked submissions",
  vpn_count: "leads behind a VPN",
  suspicious_count: "suspicious leads",
  hot_count: "hot leads",
  fast_count: "leads sent within seconds",
};

/** What a metric counts, in the plural. */
export function toNouns(metric: Metric): string {
  return NOUNS[metric] ?? metric.replace(/_count$/, " leads").replaceAll("_", " ");
}

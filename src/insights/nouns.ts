import type { Metric } from "../domain/dataset.ts";
import { toCounted } from "./words.ts";

/** What one of a metric is called, in two parts: the first takes the plural. */
const NOUNS: Readonly<Record<Metric, readonly [noun: string, rest?: string]>> = {
  total: ["event"],
  primary: ["primary lead"],
  follow_up: ["follow-up"],
  bot: ["bot"],
  test: ["test"],
  blocked: ["blocked submission"],
  vpn_count: ["lead", " behind a VPN"],
  suspicious_count: ["suspicious lead"],
  hot_count: ["hot lead"],
  fast_count: ["lead", " sent within seconds"],
};

/** What a metric counts, in the plural. */
export function toNouns(metric: Metric): string {
  const [noun, rest = ""] = NOUNS[metric];
  return `${noun}s${rest}`;
}

/** A count with what it counts, e.g. `1 primary lead`, `2 leads behind a VPN`. */
export function toCountedMetric(count: number, metric: Metric): string {
  const [noun, rest = ""] = NOUNS[metric];
  return toCounted(count, noun) + rest;
}

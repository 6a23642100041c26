import { DATASET, LAST_SECOND } from "./fill.ts";

const since = (days: number) => `timestamp >= toDateTime(${LAST_SECOND - days * 86_400})`;
const halfHours =
  "toStartOfInterval(timestamp, INTERVAL '30' MINUTE, 'Asia/Kolkata') AS bucket, toUnixTimestamp(bucket) AS t";

/** Statements of the kinds that the product asks, by name. */
export const STATEMENTS: Record<string, string> = {
  "30-minute buckets, 7 days": `SELECT ${halfHours}, SUM(_sample_interval) AS n FROM ${DATASET} WHERE ${since(7)} GROUP BY bucket, t ORDER BY t`,
  "30-minute buckets, 90 days": `SELECT ${halfHours}, SUM(_sample_interval) AS n FROM ${DATASET} WHERE ${since(90)} GROUP BY bucket, t ORDER BY t`,
  "day × country, conditional": `SELECT toStartOfInterval(timestamp, INTERVAL '1' DAY, 'Asia/Kolkata') AS day, blob16 AS country, sumIf(_sample_interval, blob20 = 'primary') AS n, SUM(_sample_interval * double3) / SUM(_sample_interval) AS mean FROM ${DATASET} WHERE ${since(90)} GROUP BY day, country ORDER BY day`,
  "top campaigns of one site": `SELECT blob12 AS campaign, SUM(_sample_interval) AS n FROM ${DATASET} WHERE index1 = 'site-3' AND ${since(30)} GROUP BY campaign ORDER BY n DESC LIMIT 10`,
  "weighted p95 per country": `SELECT blob16 AS country, quantileExactWeighted(0.95)(double2, _sample_interval) AS p FROM ${DATASET} GROUP BY country ORDER BY p`,
  "distinct index": `SELECT count(DISTINCT index1) AS u, SUM(_sample_interval) AS n FROM ${DATASET}`,
};

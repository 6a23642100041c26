import { STORED_COLUMNS } from "./point.ts";
import type { ReadShare } from "./read-sampling.ts";

/** The database that holds one table per dataset. */
export const DATABASE = "ae";

const BLOBS_AND_DOUBLES = STORED_COLUMNS.slice(3);

/**
 * The table of a dataset. `sample_key` is spread evenly over 0 to 99 and depends on the point's content
 * alone; `SELECT *` leaves it out. Recent insert tokens are remembered, so that a retry stores nothing twice.
 */
export function toTable(dataset: string): string {
  const slots = BLOBS_AND_DOUBLES.map((name) => `${name} ${name.startsWith("blob") ? "String" : "Float64"}`);
  return `CREATE TABLE IF NOT EXISTS ${DATABASE}.${dataset} (
    timestamp DateTime, _sample_interval UInt32 DEFAULT 1, index1 String, ${slots.join(", ")},
    dataset String DEFAULT '${dataset}',
    sample_key UInt8 MATERIALIZED cityHash64(${STORED_COLUMNS.join(", ")}) % 100
  ) ENGINE = MergeTree PARTITION BY toYYYYMM(timestamp) ORDER BY (index1, timestamp)
  SETTINGS non_replicated_deduplication_window = 100`;
}

/** The database whose views show one row in `share` of each dataset. */
export function toSampledDatabase(share: ReadShare): string {
  return `${DATABASE}_${share}`;
}

/** One row in `share` of a dataset under the dataset's own name, each row standing for as many more. */
export function toSampledView(dataset: string, share: ReadShare): string {
  return `CREATE VIEW IF NOT EXISTS ${toSampledDatabase(share)}.${dataset} AS
    SELECT * REPLACE (toUInt32(_sample_interval * ${share}) AS _sample_interval)
    FROM ${DATABASE}.${dataset} WHERE sample_key < ${100 / share}`;
}

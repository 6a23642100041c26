/** Longest run of one query. */
const MAX_QUERY_SECONDS = 10;
const MAX_MEMORY_GB = 2;
/** ClickHouse counts columns of defaults as almost nothing, so bytes alone would not bound the JSON. */
const MAX_ANSWER_ROWS = 200_000;
const MAX_ANSWER_MB = 100;

/**
 * What follows SETTINGS after the guard's text. `readonly` also forbids files, the network and any change of
 * the other limits.
 */
export const QUERY_SETTINGS = [
  "readonly = 1",
  `max_execution_time = ${MAX_QUERY_SECONDS}`,
  `max_memory_usage = ${MAX_MEMORY_GB * 1e9}`,
  `max_result_rows = ${MAX_ANSWER_ROWS}`,
  `max_result_bytes = ${MAX_ANSWER_MB * 1e6}`,
  // Looking for a projection costs every query half a millisecond, and no dataset has one.
  "optimize_use_implicit_projections = 0",
].join(", ");

/** Own words for a query that was stopped by one of its limits. */
export const LIMIT_SENTENCES = {
  time: `the query took longer than ${MAX_QUERY_SECONDS} seconds, use a shorter range or a coarser GROUP BY`,
  memory: `the query needs more than ${MAX_MEMORY_GB} GB of memory, use a shorter range or a coarser GROUP BY`,
  answer: `the answer has more than ${MAX_ANSWER_ROWS} rows or ${MAX_ANSWER_MB} MB, use LIMIT or a coarser GROUP BY`,
};

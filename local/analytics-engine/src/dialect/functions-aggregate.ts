import type { FunctionSpec, Param } from "./signature.ts";

const NUMBER: Param = { name: "x", accepts: ["Integer", "Double"] };
const ORDERED: Param = { name: "x", accepts: ["Integer", "Double", "DateTime"] };
const ANY: Param = { name: "x", accepts: ["String", "Integer", "Double", "DateTime", "Date"] };
const ARG: Param = { ...ANY, name: "arg" };
const BY: Param = { ...ORDERED, name: "val" };
const WEIGHT: Param = { name: "weight", accepts: ["Integer"], constraint: "unsigned" };
const LEVEL: Param = { name: "q", accepts: ["Integer", "Double"], constraint: "level" };
const TOP: Param = { name: "N", accepts: ["Integer"], constraint: "topCount" };
const CONDITION: Param = { name: "condition", accepts: ["Boolean"], constraint: "condition" };

/** Source: Cloudflare docs, `aggregate-functions`. */
export const AGGREGATE_FUNCTIONS: readonly FunctionSpec[] = [
  {
    name: "count",
    group: "Aggregate",
    since: "2022",
    source: "[D][R]",
    note: "rows, not events: use sum(_sample_interval) for events. DISTINCT also takes if(condition, blob1, '')",
    forms: [
      { args: [], result: "unsigned", clickhouse: "count()" },
      { distinct: true, args: [ANY], result: "unsigned", clickhouse: "count(DISTINCT $1)" },
    ],
  },
  {
    name: "sum",
    group: "Aggregate",
    since: "2022",
    source: "[D][R]",
    forms: [
      { args: [NUMBER], result: { same: 1 }, clickhouse: "sum" },
      { distinct: true, args: [NUMBER], result: { same: 1 }, clickhouse: "sum(DISTINCT $1)" },
    ],
  },
  {
    name: "avg",
    group: "Aggregate",
    since: "2022",
    source: "[D][R]",
    note: "NaN over no rows, null in JSON",
    forms: [
      { args: [NUMBER], result: "Double", clickhouse: "avg" },
      { distinct: true, args: [NUMBER], result: "Double", clickhouse: "avg(DISTINCT $1)" },
    ],
  },
  {
    name: "min",
    group: "Aggregate",
    since: "2022",
    source: "[D][R]",
    forms: [{ args: [ORDERED], result: { same: 1 }, clickhouse: "min" }],
  },
  {
    name: "max",
    group: "Aggregate",
    since: "2022",
    source: "[D][R]",
    note: "of a String: use argMax(blob1, timestamp)",
    forms: [{ args: [ORDERED], result: { same: 1 }, clickhouse: "max" }],
  },
  {
    name: "quantileExactWeighted",
    group: "Aggregate",
    since: "2022",
    source: "[D][R]",
    forms: [
      {
        parameters: [LEVEL],
        args: [NUMBER, WEIGHT],
        result: { same: 1 },
        clickhouse: "quantileExactWeighted($p1)($1, $2)",
      },
    ],
  },
  {
    name: "quantileWeighted",
    group: "Aggregate",
    since: "2022",
    source: "[D][R]",
    note: "older spelling; each form was reported refused once, use quantileExactWeighted",
    forms: [
      {
        parameters: [LEVEL],
        args: [NUMBER, WEIGHT],
        result: { same: 1 },
        clickhouse: "quantileExactWeighted($p1)($1, $2)",
      },
      {
        args: [LEVEL, NUMBER, WEIGHT],
        result: { same: 2 },
        clickhouse: "quantileExactWeighted($1)($2, $3)",
      },
    ],
  },
  {
    name: "argMax",
    group: "Aggregate",
    since: "2025-09-26",
    source: "[D]",
    forms: [{ args: [ARG, BY], result: { same: 1 }, clickhouse: "argMax" }],
  },
  {
    name: "argMin",
    group: "Aggregate",
    since: "2025-09-26",
    source: "[D]",
    forms: [{ args: [ARG, BY], result: { same: 1 }, clickhouse: "argMin" }],
  },
  {
    name: "first_value",
    group: "Aggregate",
    since: "2025-09-26",
    source: "[D]",
    note: "which row is first is not defined",
    forms: [{ args: [ANY], result: { same: 1 }, clickhouse: "first_value" }],
  },
  {
    name: "last_value",
    group: "Aggregate",
    since: "2025-09-26",
    source: "[D]",
    note: "which row is last is not defined",
    forms: [{ args: [ANY], result: { same: 1 }, clickhouse: "last_value" }],
  },
  {
    name: "topK",
    group: "Aggregate",
    since: "2025-09-26",
    source: "[D]",
    note: "N is 10 when absent",
    forms: [
      { parameters: [TOP], args: [ANY], result: { arrayOf: 1 }, clickhouse: "topK($p1)($1)" },
      { args: [ANY], result: { arrayOf: 1 }, clickhouse: "topK(10)($1)" },
    ],
  },
  {
    name: "topKWeighted",
    group: "Aggregate",
    since: "2025-09-26",
    source: "[D]",
    note: "N is 10 when absent",
    forms: [
      {
        parameters: [TOP],
        args: [ANY, WEIGHT],
        result: { arrayOf: 1 },
        clickhouse: "topKWeighted($p1)($1, $2)",
      },
      { args: [ANY, WEIGHT], result: { arrayOf: 1 }, clickhouse: "topKWeighted(10)($1, $2)" },
    ],
  },
  {
    name: "countIf",
    group: "Aggregate",
    since: "2025-11-12",
    source: "[D][R]",
    forms: [{ args: [CONDITION], result: "unsigned", clickhouse: "countIf" }],
  },
  {
    name: "sumIf",
    group: "Aggregate",
    since: "2025-11-12",
    source: "[D][R]",
    note: "0 without a match",
    forms: [{ args: [NUMBER, CONDITION], result: { same: 1 }, clickhouse: "sumIf" }],
  },
  {
    name: "avgIf",
    group: "Aggregate",
    since: "2025-11-12",
    source: "[D][R]",
    note: "NaN without a match, null in JSON",
    forms: [{ args: [NUMBER, CONDITION], result: "Double", clickhouse: "avgIf" }],
  },
];

import type { FunctionSpec, Param } from "./signature.ts";

const MOMENT: Param = { name: "datetime", accepts: ["DateTime"] };
const ZONE: Param = { name: "zone", accepts: ["String"], constraint: "zone", optional: true };

/** A part of a moment: one argument, the moment's own zone. */
const toPart = (name: string, since: string, note: string): FunctionSpec => ({
  name,
  group: "Date and time",
  since,
  source: "[D]",
  note,
  forms: [{ args: [MOMENT], result: "unsigned", clickhouse: name }],
});

/** A bucket start that ClickHouse gives as a DateTime. */
const toBucket = (name: string): FunctionSpec => ({
  name,
  group: "Date and time",
  since: "2025-11-12",
  source: "[D]",
  forms: [{ args: [MOMENT], result: "zoned", clickhouse: name }],
});

/** A bucket start that ClickHouse gives as a Date: it is turned into local midnight. */
const toCalendarBucket = (name: string, clickhouse: string, note: string): FunctionSpec => ({
  name,
  group: "Date and time",
  since: "2025-11-12",
  source: "[D]",
  note,
  forms: [{ args: [MOMENT], result: "zoned", clickhouse: `toDateTime(${clickhouse}$z)` }],
});

/** Source: Cloudflare docs, `date-time-functions`; extract is in `string-functions`. */
export const TIME_FUNCTIONS: readonly FunctionSpec[] = [
  {
    name: "now",
    group: "Date and time",
    since: "2022",
    source: "[D]",
    forms: [{ args: [], result: "zoned", clickhouse: "now()" }],
  },
  {
    name: "today",
    group: "Date and time",
    since: "2025-11-12",
    source: "[D]",
    note: "a Date; it does not compare with a DateTime",
    forms: [{ args: [], result: "Date", clickhouse: "today()" }],
  },
  {
    name: "toDateTime",
    group: "Date and time",
    since: "2022",
    source: "[D][R]",
    note: "text must be a Unix timestamp of 9 or 10 digits or 'YYYY-MM-DD hh:mm:ss'; no ISO 8601",
    forms: [
      {
        args: [
          { name: "x", accepts: ["Integer", "Double", "String", "DateTime"], constraint: "dateTimeText" },
          ZONE,
        ],
        result: "zoned",
        clickhouse: "toDateTime($1$z)",
      },
    ],
  },
  {
    name: "toDate",
    group: "Date and time",
    since: "undocumented",
    source: "[R]",
    note: "runs live in four projects",
    forms: [{ args: [MOMENT], result: "Date", clickhouse: "toDate" }],
  },
  {
    name: "toStartOfInterval",
    group: "Date and time",
    since: "Dec 2022",
    source: "[D][R]",
    note: "MINUTE buckets align to the UTC epoch, HOUR and longer to local time",
    forms: [
      {
        args: [MOMENT, { name: "interval", accepts: ["Interval"], constraint: "positiveInterval" }, ZONE],
        result: "zoned",
        clickhouse: "toStartOfInterval($1, $2$z)",
        clickhouseCalendar: "toDateTime(toStartOfInterval($1, $2$z)$z)",
      },
    ],
  },
  {
    name: "toUnixTimestamp",
    group: "Date and time",
    since: "Dec 2022",
    source: "[D]",
    forms: [{ args: [MOMENT], result: "unsigned", clickhouse: "toUnixTimestamp" }],
  },
  {
    name: "formatDateTime",
    group: "Date and time",
    since: "Dec 2022",
    source: "[D]",
    note: "ClickHouse's format codes: %i is minutes, %M the month's name, %u the ISO weekday",
    forms: [
      {
        args: [MOMENT, { name: "format", accepts: ["String"], constraint: "dateFormat" }, ZONE],
        result: "String",
        clickhouse: "formatDateTime",
      },
    ],
  },
  {
    name: "extract",
    group: "Date and time",
    since: "Dec 2022",
    source: "[D]",
    written: "extract(unit FROM datetime)",
    forms: [{ args: [MOMENT], result: "unsigned", clickhouse: "$u($1)" }],
  },
  toPart("toYear", "2025-11-12", ""),
  toPart("toMonth", "2025-11-12", ""),
  toPart("toDayOfMonth", "2025-11-12", ""),
  toPart("toDayOfWeek", "2025-11-12", "1 is Monday"),
  toPart("toHour", "2025-11-12", ""),
  toPart("toMinute", "2025-11-12", ""),
  toPart("toSecond", "2025-11-12", ""),
  toPart("toYYYYMM", "2025-11-12", ""),
  toCalendarBucket("toStartOfYear", "toStartOfYear($1)", ""),
  toCalendarBucket("toStartOfMonth", "toStartOfMonth($1)", ""),
  toCalendarBucket("toStartOfWeek", "toStartOfWeek($1, 1)", "weeks start on Monday"),
  toBucket("toStartOfDay"),
  toBucket("toStartOfHour"),
  toBucket("toStartOfFifteenMinutes"),
  toBucket("toStartOfTenMinutes"),
  toBucket("toStartOfFiveMinutes"),
  toBucket("toStartOfMinute"),
];

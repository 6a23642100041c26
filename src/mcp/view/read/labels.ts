import type { Row } from "../answer.ts";
import { DAY, TIME, toMoment } from "../format.ts";

const MONTH = { month: "short", year: "numeric" } as const;

/** Whether a key of rows is a stretch of time, whose values are all listed. */
export function isTime(key: string): boolean {
  return /^(bucket|hour|weekday)$/.test(key);
}

/** The label of a row under one of its keys; a bucket's is its start. */
export function toLabel(row: Row, key: string, bucket: string): string {
  const label = String(row[key]);
  if (key !== "bucket") return label;
  const parts =
    bucket === "month" ? MONTH : /min/.test(bucket) ? TIME : { ...DAY, weekday: "short" as const };
  return toMoment(label, parts);
}

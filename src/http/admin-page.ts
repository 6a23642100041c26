import * as z from "zod";
import { toIdPrefix } from "../ingest/timed-id.ts";

export const MAX_LIMIT = 200;
export const DEFAULT_LIMIT = 50;
const AFTER_EVERY_ID = "~";

/** A page of a list whose ids sort by time, the latest first: `before` becomes an id, too. */
export const PAGE_FIELDS = {
  before: z
    .union([z.iso.datetime(), z.uuid()], "must be an ISO date-time in UTC or the next_before of a page")
    .transform((text) => (text.includes("T") ? toIdPrefix(Date.parse(text)) : text.toLowerCase()))
    .default(AFTER_EVERY_ID),
  limit: z.coerce.number().int().min(1).max(MAX_LIMIT).default(DEFAULT_LIMIT),
};

/** What turns the page; null on the last one. */
export function toNextBefore(ids: readonly string[], limit: number): string | null {
  return ids.length === limit ? (ids.at(-1) ?? null) : null;
}

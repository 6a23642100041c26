import { isTagged, type Touch } from "./touch.ts";

/** What a browser remembers of its visits to this site. */
export interface Visit {
  readonly first: Touch;
  /** The latest touch that says something: a visit without campaign and referrer does not replace it. */
  readonly last: Touch;
  /** First page of this visit. */
  readonly landing: string;
  readonly visits: number;
  /** Pages seen in this visit. */
  readonly pages: number;
  /** Latest page view, epoch milliseconds. */
  readonly seen: number;
}

/** A visit ends after half an hour without a page view, as in most analytics. */
const VISIT_GAP_MS = 1_800_000;
/** After 90 days without a visit everything is forgotten. */
const MEMORY_MS = 90 * 86_400_000;

/** The visit after one more page view; `before` comes from the browser's storage and may hold anything. */
export function toVisit(before: Partial<Visit>, touch: Touch, nowMs: number): Visit {
  const since = nowMs - toNumber(before.seen);
  const known = since < MEMORY_MS ? before : {};
  const isNew = !(since < VISIT_GAP_MS);
  // A referrer in the middle of a visit is a payment page or a login, not where somebody came from.
  const counts = isTagged(touch) || (isNew && touch.referrer);
  return {
    first: known.first ?? touch,
    last: counts ? touch : (known.last ?? touch),
    landing: (!isNew && known.landing) || (touch.landing_page ?? ""),
    visits: toNumber(known.visits) + (isNew ? 1 : 0),
    pages: isNew ? 1 : toNumber(known.pages) + 1,
    seen: nowMs,
  };
}

/** Nothing else is converted: an object from the storage may refuse that. */
function toNumber(value: unknown): number {
  return typeof value === "number" ? value : 0;
}

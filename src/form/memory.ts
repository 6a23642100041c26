import type { Touch } from "./touch.ts";
import { toVisit, type Visit } from "./visit.ts";

/** Name of the two entries in the browser's storage. */
const ENTRY = "lead";

/** The visit, with its counts left out where they would be guesses. */
export type RecalledVisit = Omit<Visit, "visits" | "pages"> & Partial<Visit>;

/**
 * Takes one more page view into the browser's memory. Where storage is blocked or not wanted only this page is known:
 * how many visits there were is then unknown, not one.
 */
export function recallVisit(isKept: boolean, touch: Touch, nowMs: number): RecalledVisit {
  try {
    if (isKept) return recall(touch, nowMs);
  } catch {} // blocked
  const { visits: _, pages: __, ...visit } = toVisit({}, touch, nowMs);
  return visit;
}

function recall(touch: Touch, nowMs: number): Visit {
  const before = { ...readEntry(), pages: Number(sessionStorage.getItem(ENTRY)) };
  const visit = toVisit(before, touch, nowMs);
  const { pages, ...lasting } = visit;
  localStorage.setItem(ENTRY, JSON.stringify(lasting));
  sessionStorage.setItem(ENTRY, String(pages));
  return visit;
}

function readEntry(): Partial<Visit> {
  try {
    return JSON.parse(localStorage.getItem(ENTRY) ?? "{}");
  } catch {
    return {}; // another script's, or blocked
  }
}

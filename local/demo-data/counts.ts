import {
  FAST_BELOW_S,
  type LeadEvent,
  RESTORED_REASON,
  SUSPICIOUS_FROM_SCORE,
} from "../../src/domain/dataset.ts";

/** The dataset's counts, taken event by event and without any SQL, to check the product against. */
export interface Counts {
  readonly total: number;
  readonly primary: number;
  readonly follow_up: number;
  readonly bot: number;
  readonly test: number;
  readonly blocked: number;
  readonly vpn_count: number;
  readonly suspicious_count: number;
  readonly hot_count: number;
  readonly fast_count: number;
}

/** Counts events; a restored submission's original is taken back out of its type and of the total. */
export function toCounts(events: readonly LeadEvent[]): Counts {
  const count = (fits: (event: LeadEvent) => boolean) => events.filter(fits).length;
  const ofType = (type: string) => count((event) => event.event_type === type);
  const restoredBots = count((event) => event.reason === RESTORED_REASON.bot);
  const restoredBlocked = count((event) => event.reason === RESTORED_REASON.blocked);
  const primary = (fits: (event: LeadEvent) => boolean) =>
    count((event) => event.event_type === "primary" && fits(event));
  return {
    total: events.length - restoredBots - restoredBlocked,
    primary: ofType("primary"),
    follow_up: ofType("follow_up"),
    bot: ofType("bot") - restoredBots,
    test: ofType("test"),
    blocked: ofType("blocked") - restoredBlocked,
    vpn_count: primary((event) => event.vpn === 1),
    suspicious_count: primary((event) => event.suspicion_score >= SUSPICIOUS_FROM_SCORE),
    hot_count: primary((event) => event.engagement === "Hot" || event.engagement === "Very Hot"),
    fast_count: primary((event) => event.time_to_submit_s > 0 && event.time_to_submit_s < FAST_BELOW_S),
  };
}

import { FAST_BELOW_S, type Metric, RATE_NAMES, RATES, type Rate } from "../../domain/dataset.ts";
import type { Totals } from "../../stats/answer.ts";
import { toSquares } from "../sampling.ts";
import type { Share } from "../shrink/shares.ts";

/** A share that is better low. */
export interface Flaw {
  readonly name: string;
  readonly meaning: string;
  readonly of: readonly Metric[];
  readonly per: readonly Metric[];
}

/** Rates that are good news when high, and the one that bots and blocked senders are told apart from here. */
const LEFT_OUT: readonly Rate[] = ["actual_rate", "hot_rate", "bot_rate"];

/** Where the registry's meaning is too long to follow a percentage. */
const SHORT_MEANINGS: Partial<Record<Rate, string>> = {
  fast_rate: `sent within ${FAST_BELOW_S} s among primary leads`,
};

/** Every flaw the dataset's registry can count. */
export const FLAWS: readonly Flaw[] = [
  { name: "bot", meaning: "bots among all events", of: ["bot"], per: ["total"] },
  { name: "blocked", meaning: "blocked submissions among all events", of: ["blocked"], per: ["total"] },
  ...RATE_NAMES.filter((name) => !LEFT_OUT.includes(name)).map((name) => ({
    name: name.replace(/_rate$/, ""),
    ...RATES[name],
    meaning: SHORT_MEANINGS[name] ?? RATES[name].meaning,
  })),
];

export const FLAW_NAMES = FLAWS.map(({ name }) => name) as [string, ...string[]];

export function toFlawShare(cell: Totals, { of, per }: Flaw): Share {
  const sum = (metrics: readonly Metric[]) => metrics.reduce((total, metric) => total + cell[metric], 0);
  // A restored submission may lie outside the range of its original and leave a negative count behind.
  const trials = Math.max(0, sum(per));
  return { trials, squares: toSquares(cell, per), hits: Math.min(trials, Math.max(0, sum(of))) };
}

/** What helps first, by flaw; a flaw without advice of its own gets the general one. */
const FIXES: Readonly<Record<string, string>> = {
  bot: "Pause or renegotiate what is bought here, and require the form token or Turnstile on the pages it leads to.",
  blocked: "These are kept out of the leads already; stop paying for the traffic that brings them.",
  suspicious: "Look at why its submissions are suspicious before calling, and tighten the form it leads to.",
  vpn: "Do not trust the location of these leads: target and report them by phone country instead.",
  follow_up: "People submit more than once: confirm receipt on the page and answer sooner.",
  fast: "Forms are sent faster than people type: check for scripts and for prefilled forms.",
};

export function toFix(flaw: string): string {
  return FIXES[flaw] ?? "Look at these submissions before spending more here.";
}

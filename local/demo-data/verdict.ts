import type { EventType } from "../../src/domain/dataset.ts";
import type { Random } from "./random.ts";

/** What a submission turned out to be. */
export interface Verdict {
  readonly type: EventType;
  readonly reason: string;
  readonly suspicion: number;
  readonly vpn: 0 | 1;
  readonly vpnScore: number;
}

const BOT_REASONS = [
  { reason: "honeypot", weight: 62 },
  { reason: "bot_agent", weight: 18 },
  { reason: "turnstile_failed", weight: 12 },
  { reason: "forged_token", weight: 8 },
] as const;

const BLOCKED_SHARE = 0.011;
const FOLLOW_UP_SHARE = 0.13;

/** A bot's submission; later ones from its address are refused by the block list. */
export function toBotVerdict(random: Random): Verdict {
  const suspicion = random.integer(62, 100);
  const vpnScore = random.integer(15, 70);
  const base = { suspicion, vpn: toVpn(vpnScore), vpnScore };
  if (random.chance(0.16)) return { type: "blocked", reason: "ip_blocked", ...base };
  return { type: "bot", reason: random.pick(BOT_REASONS).reason, ...base };
}

/** The agency trying its own form. */
export function toTestVerdict(random: Random): Verdict {
  const reason = random.chance(0.8) ? "test_ip" : "test_key";
  return { type: "test", reason, suspicion: 0, vpn: 0, vpnScore: 0 };
}

/** A person's submission. */
export function toHumanVerdict(random: Random, vpnShare: number, hurried: boolean): Verdict {
  const vpnScore = random.chance(vpnShare) ? random.integer(60, 98) : random.integer(0, 30);
  const vpn = toVpn(vpnScore);
  // A few people look odd for reasons of their own: a disposable address, a missing token, many tries.
  const oddity = random.chance(0.07) ? random.integer(20, 60) : random.integer(0, 8);
  const suspicion = Math.min(100, oddity + (vpn ? 20 : 0) + (hurried ? 12 : 0));
  const base = { suspicion, vpn, vpnScore };
  if (random.chance(BLOCKED_SHARE)) return { type: "blocked", reason: "ip_blocked", ...base };
  if (random.chance(FOLLOW_UP_SHARE)) return { type: "follow_up", reason: "identity_match", ...base };
  return { type: "primary", reason: "new_identity", ...base };
}

function toVpn(score: number): 0 | 1 {
  return score >= 50 ? 1 : 0;
}

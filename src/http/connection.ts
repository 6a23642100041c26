import { toPresent } from "../domain/present.ts";
import type { Connection } from "../ingest/facts.ts";
import { toSenderKey } from "../ingest/ip.ts";

/** What the platform tells of the visitor behind a request; what it does not tell is absent. */
export function readConnection(request: Request): Connection {
  const cf = (request.cf ?? {}) as Readonly<Record<string, unknown>>;
  const bots = (cf.botManagement ?? {}) as Readonly<Record<string, unknown>>;
  const text = (name: string) => (typeof cf[name] === "string" && cf[name] !== "" ? cf[name] : undefined);
  const fields = toPresent({
    country: text("country"),
    region: text("region"),
    city: text("city"),
    timezone: text("timezone"),
    asn: typeof cf.asn === "number" ? cf.asn : undefined,
    network: text("asOrganization"),
    botScore: typeof bots.score === "number" ? bots.score : undefined,
    verifiedBot: typeof bots.verifiedBot === "boolean" ? bots.verifiedBot : undefined,
  });
  return {
    ip: request.headers.get("cf-connecting-ip") ?? "",
    userAgent: (request.headers.get("user-agent") ?? "").slice(0, 1000),
    ...fields,
  };
}

/** Whose requests are counted together: one customer holds a whole /64 network of IPv6 addresses. */
export function toVisitor({ ip }: Connection): string {
  return toSenderKey(ip) ?? ip;
}

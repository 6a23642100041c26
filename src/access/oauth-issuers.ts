import { createIssuer, type Issuer, type IssuerOptions } from "./oauth-issuer.ts";

export interface IssuersOptions extends IssuerOptions {
  /** Host names this Worker answers to, without port. */
  readonly hostnames: readonly string[];
}

/** The issuer for a request's address; `undefined` where only keys are accepted. */
export type Issuers = (url: string) => Issuer | undefined;

/** More than a Worker has; only a laptop's ports can be many. */
const MAX_ORIGINS = 16;

/**
 * One issuer per origin: a token is for exactly the address that its user typed in, and the metadata has to say the
 * same. There is none for a foreign host name, nor without encryption, except on this machine.
 */
export function createIssuers({ hostnames, ...options }: IssuersOptions): Issuers {
  const issuers = new Map<string, Issuer>();
  return (url) => {
    const { origin, protocol, hostname } = new URL(url);
    const known = issuers.get(origin);
    if (known) return known;
    const isEncrypted = protocol === "https:" || isLoopback(hostname);
    if (!isEncrypted || !hostnames.includes(hostname)) return undefined;
    if (issuers.size >= MAX_ORIGINS) issuers.clear();
    const issuer = createIssuer(origin, options);
    issuers.set(origin, issuer);
    return issuer;
  };
}

function isLoopback(hostname: string): boolean {
  return hostname === "localhost" || hostname === "[::1]" || /^127(\.\d+){3}$/.test(hostname);
}

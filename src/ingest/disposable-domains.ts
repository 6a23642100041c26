import { DISPOSABLE_DOMAIN_HASHES } from "./data/disposable-domains.ts";
import { readSortedHashes } from "./sorted-hashes.ts";

let hashes: Set<number> | undefined;

/**
 * Whether a domain, or one it is part of, hands out throw-away mailboxes. The list is kept as hashes: one other
 * domain in about 7,500 is mistaken for one of them, which is why this only ever adds suspicion.
 */
export function isDisposableDomain(domain: string): boolean {
  hashes ??= readSortedHashes(DISPOSABLE_DOMAIN_HASHES);
  const text = domain.toLowerCase();
  for (let from = 0, dot = text.indexOf("."); dot >= 0; from = dot + 1, dot = text.indexOf(".", from)) {
    if (hashes.has(toDomainHash(text, from))) return true;
  }
  return false;
}

/** FNV-1a of a domain's UTF-16 units from a place on, folded to 26 bits. */
export function toDomainHash(domain: string, from = 0): number {
  let hash = 0x811c9dc5;
  for (let i = from; i < domain.length; i++) hash = Math.imul(hash ^ domain.charCodeAt(i), 0x01000193);
  return (hash ^ (hash >>> 26)) & 0x3ffffff;
}

import { DISPOSABLE_DOMAIN_HASHES } from "./data/disposable-domains.ts";

let hashes: Set<number> | undefined;

/**
 * Whether a domain, or one it is part of, hands out throw-away mailboxes. The list is kept as hashes: one other
 * domain in about 1,900 is mistaken for one of them, which is why this only ever adds suspicion.
 */
export function isDisposableDomain(domain: string): boolean {
  hashes ??= readHashes(DISPOSABLE_DOMAIN_HASHES);
  const labels = domain.toLowerCase().split(".");
  for (let from = 0; from < labels.length - 1; from++) {
    if (hashes.has(toDomainHash(labels.slice(from).join(".")))) return true;
  }
  return false;
}

/** FNV-1a of a domain's UTF-16 units, folded to 24 bits. */
export function toDomainHash(domain: string): number {
  let hash = 0x811c9dc5;
  for (let i = 0; i < domain.length; i++) hash = Math.imul(hash ^ domain.charCodeAt(i), 0x01000193);
  return (hash ^ (hash >>> 24)) & 0xffffff;
}

function readHashes(base64: string): Set<number> {
  const found = new Set<number>();
  let hash = 0;
  let difference = 0;
  let shift = 0;
  for (const char of atob(base64)) {
    const byte = char.charCodeAt(0);
    difference |= (byte & 0x7f) << shift;
    shift += 7;
    if (byte & 0x80) continue;
    hash += difference;
    found.add(hash);
    difference = 0;
    shift = 0;
  }
  return found;
}

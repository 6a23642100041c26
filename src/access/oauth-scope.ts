/** Reading statistics: what every request at the MCP endpoint needs. */
export const READ_SCOPE = "leads:read";
const OFFLINE_SCOPE = "offline_access";

/** Everything this authorization server grants. */
export const SCOPES: readonly string[] = [READ_SCOPE, OFFLINE_SCOPE];

/**
 * What an approved app gets: reading, and staying signed in when it asked to. Other scopes are not granted, and an app
 * that named none still gets what the consent page offered.
 */
export function toGrantedScope(requested: readonly string[]): string[] {
  return requested.includes(OFFLINE_SCOPE) ? [READ_SCOPE, OFFLINE_SCOPE] : [READ_SCOPE];
}

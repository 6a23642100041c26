import { readBearer } from "../access/bearer.ts";
import type { Keyring } from "../access/keyring.ts";
import type { RateCheck } from "../access/rate-limit.ts";
import { Problem } from "../domain/errors.ts";
import type { Principal, Role } from "../domain/principal.ts";

export type Authorize = (request: Request) => Promise<Principal>;

/**
 * Finds out who is asking, whether their role may, and whether they did so too often.
 * @throws Problem `unauthorized` without a valid key, `forbidden` when its role is not among `roles`,
 * `rate_limited` when `checkKeyRate` says so of the key's id
 */
export function createAuthorize(
  keyring: Keyring,
  roles: readonly Role[],
  checkKeyRate?: RateCheck,
): Authorize {
  return async (request) => {
    const key = readBearer(request);
    if (key === undefined) throw new Problem("unauthorized", "Send your key as Authorization: Bearer lsk_….");
    const principal = await keyring.find(key);
    if (!principal) throw new Problem("unauthorized", "This key is unknown, expired or revoked.");
    if (!roles.includes(principal.role)) {
      throw new Problem(
        "forbidden",
        `A key with the role ${principal.role} cannot be used here; it takes ${roles.join(" or ")}.`,
      );
    }
    await checkKeyRate?.(principal.keyId);
    return principal;
  };
}

import { readBearer } from "../access/bearer.ts";
import type { Keyring } from "../access/keyring.ts";
import type { RateCheck } from "../access/rate-limit.ts";
import { Problem } from "../domain/errors.ts";
import type { Principal, Role } from "../domain/principal.ts";

export type Authorize = (request: Request) => Promise<Principal>;

/** Lets a known holder of a key in, or throws. */
export type Admit = (principal: Principal) => Promise<Principal>;

/**
 * Checks whether the holder's role may, and whether they asked too often.
 * @throws Problem `forbidden` when the role is not among `roles`, `rate_limited` when `checkKeyRate` says so of the
 * key's id
 */
export function createAdmit(roles: readonly Role[], checkKeyRate?: RateCheck): Admit {
  return async (principal) => {
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

/**
 * Finds out who is asking, and admits them as {@link createAdmit} does.
 * @throws Problem `unauthorized` without a valid key, `forbidden`, `rate_limited`
 */
export function createAuthorize(
  keyring: Pick<Keyring, "find">,
  roles: readonly Role[],
  checkKeyRate?: RateCheck,
): Authorize {
  const admit = createAdmit(roles, checkKeyRate);
  return async (request) => {
    const key = readBearer(request);
    if (key === undefined) throw new Problem("unauthorized", "Send your key as Authorization: Bearer lsk_….");
    const principal = await keyring.find(key);
    if (!principal) throw new Problem("unauthorized", "This key is unknown, expired or revoked.");
    return admit(principal);
  };
}

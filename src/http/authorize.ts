import { readBearer } from "../access/bearer.ts";
import type { Keyring } from "../access/keyring.ts";
import { Problem } from "../domain/errors.ts";
import type { Principal, Role } from "../domain/principal.ts";

export type Authorize = (request: Request) => Promise<Principal>;

/**
 * Finds out who is asking and whether their role may.
 * @throws Problem `unauthorized` without a valid key, `forbidden` when its role is not among `roles`
 */
export function createAuthorize(keyring: Keyring, roles: readonly Role[]): Authorize {
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
    return principal;
  };
}

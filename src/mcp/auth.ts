import type { AuthInfo } from "@modelcontextprotocol/server";
import { isRecord } from "../domain/is-record.ts";
import { type Principal, ROLES, type Role } from "../domain/principal.ts";

/** Carries the principal to the tools. The key itself stays behind, so nothing downstream can log it. */
export function toAuthInfo(principal: Principal): AuthInfo {
  return { token: "", clientId: `apikey:${principal.keyId}`, scopes: [], extra: { principal } };
}

/** The principal that `toAuthInfo` packed. */
export function readPrincipal(authInfo: AuthInfo | undefined): Principal {
  const principal = authInfo?.extra?.principal;
  if (!isPrincipal(principal)) throw new TypeError("a request reached the MCP server without a principal");
  return principal;
}

function isPrincipal(value: unknown): value is Principal {
  if (!isRecord(value)) return false;
  const { keyId, role, projects } = value;
  return (
    typeof keyId === "string" &&
    ROLES.includes(role as Role) &&
    (projects === "all" || (Array.isArray(projects) && projects.every((id) => typeof id === "string")))
  );
}

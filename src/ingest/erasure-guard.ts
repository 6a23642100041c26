import type { IdentityKeys } from "./identity.ts";
import { ALWAYS, type Guard } from "./statement.ts";

/** Holds unless one of the identities was erased after the submission was received. */
export function isNotErased(
  identities: readonly IdentityKeys[],
  projectId: string,
  receivedMs: number,
): Guard {
  const keys = identities.flatMap(({ current, former }) => [current, ...former]);
  if (keys.length === 0) return ALWAYS;
  return (params) =>
    `NOT EXISTS (SELECT 1 FROM ErasedIdentities WHERE IdentityKey IN (${params.list(keys)}) AND ProjectName IN ('', ${params.add(projectId)}) AND ErasedMs >= ${params.add(receivedMs)})`;
}

import { type IdentityKeys, toKeys } from "./identity.ts";
import { ALWAYS, type Guard } from "./statement.ts";

/** Holds unless one of the identities was erased when the submission was received, or later. */
export function isNotErased(
  identities: readonly IdentityKeys[],
  projectId: string,
  receivedMs: number,
): Guard {
  const keys = toKeys(identities);
  if (keys.length === 0) return ALWAYS;
  const isEachAlone = keys.length === identities.length;
  return (params) =>
    `NOT EXISTS (SELECT 1 FROM ErasedIdentities WHERE IdentityKey IN (${isEachAlone ? params.list(keys) : params.rows(keys)}) AND ProjectName IN ('', ${params.add(projectId)}) AND ErasedMs >= ${params.add(receivedMs)})`;
}

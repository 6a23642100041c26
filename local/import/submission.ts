import { readSubmission } from "../../src/ingest/read-submission.ts";
import type { Submission } from "../../src/ingest/submission.ts";
import { findField } from "../../src/ingest/submission-fields.ts";
import { TARGETS, type Target } from "./columns.ts";
import type { Mapping } from "./mapping.ts";

/** Targets that a submission can carry too, and that are therefore read as one. */
const SHARED = TARGETS.filter((target) => {
  const field = findField(target);
  // The country is read by the importer, which says so when it is not understood.
  return field?.exact === true && target !== "project" && target !== "country";
});

/**
 * A row as the submission it once was, so that both are read alike: campaign values, pages, what the visit measured,
 * and the personal values against which labels are redacted.
 */
export function toSubmission(
  mapping: Mapping,
  cells: ReadonlyMap<string, string>,
  read: (target: Target) => string,
): Submission {
  const values = SHARED.map((target): [string, string] => [target, read(target)]);
  const personal = [...mapping.fates].flatMap(([header, fate]): [string, string][] =>
    fate.kind === "personal" && fate.trait !== undefined ? [[fate.trait, cells.get(header) ?? ""]] : [],
  );
  return readSubmission([...values, ...personal].filter(([, value]) => value.trim() !== ""));
}

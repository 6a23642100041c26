import { BETWEEN_CHANGES_MS, type Wait } from "../domain/wait.ts";
import { type Directory, EDGE_CACHE_S } from "./keyring.ts";
import { PROJECTS_NAME } from "./project-directory.ts";
import { type ProjectRecord, readRecords } from "./project-record.ts";

/** The part of a KV namespace that publishing needs. */
export interface WritableDirectory extends Directory {
  put(name: string, value: string): Promise<void>;
}

/** Where projects are published, and from what. */
export interface Publication {
  readonly directory: WritableDirectory;
  /** Every project as the record has it now. */
  readonly listRecords: () => Promise<readonly ProjectRecord[]>;
  readonly wait: Wait;
}

/** A put is refused for more than one change a second, which two admins can make; a third refusal has another reason. */
const MAX_PUTS_REFUSED = 3;

/**
 * Puts what the record says into the directory; projects that are only there stay. Again while the record changes
 * meanwhile: of several publications at one moment the last says what all of them changed.
 * @throws Error when the record cannot be read or the directory does not take it
 */
export async function publishProjects({ directory, listRecords, wait }: Publication): Promise<void> {
  const known = await readDirectory(directory);
  let published = "";
  for (let refused = 0; refused < MAX_PUTS_REFUSED; ) {
    const wanted = JSON.stringify(merge(known, await listRecords()));
    if (wanted === published) return;
    try {
      await directory.put(PROJECTS_NAME, wanted);
      published = wanted;
    } catch (error) {
      refused += 1;
      if (refused === MAX_PUTS_REFUSED) throw error;
      await wait(BETWEEN_CHANGES_MS);
    }
  }
}

/**
 * Every project as the record has it, with those that only the directory has, and whether the directory says the same.
 * @throws Error when one of the two cannot be read
 */
export async function compareProjects({
  directory,
  listRecords,
}: Publication): Promise<{ readonly records: readonly ProjectRecord[]; readonly isPublished: boolean }> {
  const known = await readDirectory(directory);
  const records = merge(known, await listRecords());
  return { records, isPublished: JSON.stringify(records) === JSON.stringify(known) };
}

function readDirectory(directory: Directory): Promise<unknown> {
  return directory.get(PROJECTS_NAME, { type: "json", cacheTtl: EDGE_CACHE_S });
}

/** @param known what the directory holds; it may be older than the records */
function merge(known: unknown, records: readonly ProjectRecord[]): ProjectRecord[] {
  return [...new Map([...readRecords(known), ...records].map((record) => [record.id, record])).values()];
}

import { toNearest } from "../../src/domain/nearest.ts";
import {
  FILLABLE_COLUMNS,
  type FillableColumn,
  findColumn,
  type PersonalTrait,
  TARGETS,
  type Target,
} from "./columns.ts";
import { toHeader } from "./condition.ts";
import { ImportError } from "./import-error.ts";

/** What becomes of a column of the file. */
export type Fate =
  | { readonly kind: "target"; readonly target: Target }
  | { readonly kind: "personal"; readonly trait?: PersonalTrait }
  /** Another column or a constant has the target already. */
  | { readonly kind: "taken"; readonly target: Target; readonly by: string }
  | { readonly kind: "left_out" }
  | { readonly kind: "unknown" };

/** Where the dataset's values come from. */
export interface Mapping {
  readonly fates: ReadonlyMap<string, Fate>;
  readonly headers: ReadonlyMap<Target, string>;
  readonly constants: ReadonlyMap<FillableColumn, string>;
}

export interface MappingOptions {
  /** `--map`: header → target, or `-` to leave the column out. */
  readonly map: ReadonlyMap<string, string>;
  /** `--set`: column → value for every row. */
  readonly set: ReadonlyMap<string, string>;
}

/**
 * Maps the file's columns: what `--set` and `--map` say, then a column's own name, then common names for it.
 * @throws ImportError when an option fits nothing, or nothing gives the time or the project
 */
export function toMapping(file: readonly string[], options: MappingOptions): Mapping {
  const constants = new Map(
    [...options.set].map(([name, value]) => [toKnown(name, FILLABLE_COLUMNS, "--set"), value]),
  );
  const fates = new Map<string, Fate>();
  const headers = new Map<Target, string>();
  const claim = (header: string, target: Target): Fate => {
    const by = constants.has(target as FillableColumn) ? "--set" : headers.get(target);
    if (by !== undefined) return { kind: "taken", target, by };
    headers.set(target, header);
    return { kind: "target", target };
  };
  for (const [wanted, name] of options.map) {
    const header = toHeader(file, wanted, "--map");
    fates.set(header, name === "-" ? { kind: "left_out" } : toMapped(header, name, claim));
  }
  // A column that bears the target's own name goes before one that is only called like it.
  const byName = file.toSorted((a, b) => Number(isNamed(b)) - Number(isNamed(a)));
  for (const header of byName.filter((name) => !fates.has(name))) {
    const meaning = findColumn(header);
    if (meaning === undefined) fates.set(header, { kind: "unknown" });
    else fates.set(header, meaning.kind === "target" ? claim(header, meaning.target) : meaning);
  }
  checkComplete(file, headers, constants);
  if (!headers.has("event_type") && !constants.has("event_type")) constants.set("event_type", "primary");
  return {
    fates: new Map(file.map((header) => [header, fates.get(header) ?? { kind: "unknown" }])),
    headers,
    constants,
  };
}

function toMapped(header: string, name: string, claim: (header: string, target: Target) => Fate): Fate {
  const target = toKnown(name, TARGETS, "--map");
  if (findColumn(header)?.kind === "personal") {
    throw new ImportError(`--map: "${header}" holds personal data by its name and is never imported`);
  }
  const fate = claim(header, target);
  if (fate.kind === "taken") throw new ImportError(`--map: ${target} already comes from ${fate.by}`);
  return fate;
}

function toKnown<T extends string>(name: string, known: readonly T[], option: string): T {
  const found = known.find((candidate) => candidate === name);
  if (found !== undefined) return found;
  const nearest = toNearest(name, known);
  const hint = nearest === undefined ? "" : ` Did you mean ${nearest}?`;
  throw new ImportError(`${option}: there is no column "${name}".${hint} Known are ${known.join(", ")}.`);
}

function checkComplete(
  file: readonly string[],
  headers: ReadonlyMap<Target, string>,
  constants: ReadonlyMap<FillableColumn, string>,
): void {
  if (!headers.has("timestamp")) {
    throw new ImportError(
      `no column is known to hold the time; name it with --map "COLUMN=timestamp". The file has ${file.join(", ")}.`,
    );
  }
  if (!headers.has("project") && !constants.has("project")) {
    throw new ImportError('no column holds the project; add --project ID, or --map "COLUMN=project"');
  }
}

function isNamed(header: string): boolean {
  const meaning = findColumn(header);
  return meaning?.kind === "target" && toPlain(meaning.target) === toPlain(header);
}

function toPlain(name: string): string {
  return name.toLowerCase().replace(/[\s_-]/g, "");
}

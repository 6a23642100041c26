import { BLOB_COLUMNS } from "../../src/domain/dataset.ts";
import { toIso } from "../../src/domain/zone.ts";
import { INPUTS } from "./columns.ts";
import type { DateOrder } from "./date.ts";
import type { ImportedLead } from "./lead.ts";
import type { Fate, Mapping } from "./mapping.ts";
import type { Source } from "./source.ts";
import type { Rejection, Tally } from "./tally.ts";

const REJECTIONS_SHOWN = 20;

/** How the file is written and what becomes of each of its columns. */
export function toMappingReport(
  source: Source,
  mapping: Mapping,
  rows: number,
  zone: string,
  order: DateOrder | undefined,
): string {
  const { file, format, delimiter, encoding } = source;
  const form =
    format === "ndjson" ? "NDJSON" : `CSV separated by ${delimiter === "\t" ? "tabs" : `"${delimiter}"`}`;
  const width = Math.max(...[...mapping.fates.keys()].map((header) => header.length), 12);
  const line = (left: string, right: string) => `  ${left.padEnd(width)}  ${right}`;
  const times = `times without offset are in ${zone}${order === undefined ? "" : `, dates are ${toOrderName(order)}`}`;
  return [
    `${file}: ${form}, ${encoding}, ${rows} rows`,
    ...[...mapping.fates].map(([header, fate]) =>
      line(
        header,
        toFateText(fate, fate.kind === "target" && fate.target === "timestamp" ? ` (${times})` : ""),
      ),
    ),
    ...[...mapping.constants].map(([column, value]) => line("(every row)", `${column} = ${value}`)),
    "",
  ].join("\n");
}

function toFateText(fate: Fate, timeNote: string): string {
  switch (fate.kind) {
    case "target":
      return INPUTS.some((input) => input === fate.target)
        ? `read for the channel or the engagement, not stored (${fate.target})`
        : `→ ${fate.target}${timeNote}`;
    case "personal":
      return "personal, never imported";
    case "taken":
      return `not imported: ${fate.target} already comes from ${fate.by}`;
    case "left_out":
      return "not imported, as asked";
    case "unknown":
      return "not imported: no known column (--map can name one)";
  }
}

/** The first leads as they would be stored, without empty columns. */
export function toSampleReport(
  samples: readonly { line: number; lead: ImportedLead }[],
  zone: string,
): string {
  const rows = samples.map(({ line, lead }) => {
    const values = BLOB_COLUMNS.filter((column) => column !== "is_primary" && lead.event[column] !== "");
    const texts = values.map((column) => `    ${column} = ${lead.event[column]}`);
    return [`  line ${line}: ${toIso(zone, lead.timestamp)}`, ...texts].join("\n");
  });
  return ["First rows as they would be stored:", ...rows, ""].join("\n");
}

/** What became of all rows; the parts add up to the number of rows. */
export function toSummary(tally: Tally, zone: string, mode: "dry-run" | "done"): string {
  const parts: [number, string][] = [
    mode === "done" ? [tally.accepted, "imported"] : [tally.taken, "would be imported"],
    [tally.filtered, "left out by --filter"],
    [tally.repeated, "left out by --first-by"],
    [tally.skipped, "before --from-line"],
    [tally.rejected.length, "rejected"],
  ];
  const counts = parts
    .filter(([count], i) => count > 0 || i === 0)
    .map(([count, text]) => `${count} ${text}`);
  const range = tally.taken === 0 ? [] : [`from ${toIso(zone, tally.first)} to ${toIso(zone, tally.last)}`];
  const noon = tally.dayPrecision === 0 ? [] : [`${tally.dayPrecision} dates without a time, placed at noon`];
  const projects = [...tally.projects]
    .filter(([, count]) => count > 0)
    .map(([project, count]) => `${project} ${count}`);
  const notes = [...tally.notes].map(
    ([note, { count, line }]) => `  ${note} (${count} rows, first in line ${line}); the row is kept`,
  );
  return [
    `${tally.rows} rows: ${[...counts, ...range, ...noon].join(", ")}`,
    ...(projects.length === 0 ? [] : [`by project: ${projects.join(", ")}`]),
    ...(notes.length === 0 ? [] : ["Values left empty or changed:", ...notes]),
    ...toRejectionLines(tally.rejected),
    "",
  ].join("\n");
}

function toRejectionLines(rejected: readonly Rejection[]): string[] {
  if (rejected.length === 0) return [];
  const shown = rejected.slice(0, REJECTIONS_SHOWN).map(({ line, reason }) => `  line ${line}: ${reason}`);
  const more = rejected.length - shown.length;
  return [
    "Rejected:",
    ...shown,
    ...(more > 0 ? [`  and ${more} more; --rejected FILE writes all of them`] : []),
  ];
}

function toOrderName(order: DateOrder): string {
  return order === "mdy" ? "month/day/year" : "day/month/year";
}

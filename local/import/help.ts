import { FILLABLE_COLUMNS, INPUTS } from "./columns.ts";

/** What `--help` prints. */
export const HELP = `Loads past leads from CSV or NDJSON files into the local engine, each with its own time.

  npm run import -- FILE … --project ID [options]

Columns are found by their names; see what would happen with --dry-run. Names, e-mail addresses, phone numbers and
other personal columns are never imported. Every row is one event, a primary lead unless the file or --set says
otherwise.

  --project ID              project of every row (or a column that holds it)
  --map "COLUMN=TARGET"     where a column goes; TARGET - leaves it out
  --set TARGET=VALUE        the same value for every row, e.g. --set source=facebook --set event_type=follow_up
  --filter "COLUMN=VALUE"   only these rows; != for all others; several for one column are alternatives
  --first-by COLUMN         only the first row of each value, in the order of the file
  --timezone ZONE           zone of times without offset, e.g. Asia/Kolkata (UTC); dates without a time are
                            placed at noon of their day in it
  --date-format mdy|dmy     which number of 9/12/2022 is the month, where the file does not tell
  --delimiter CHARACTER     between columns, or "tab" (found by itself)
  --encoding NAME           e.g. windows-1252 (UTF-8, or by the byte order mark)
  --dry-run                 show mapping, first rows and counts; store nothing
  --append                  import although the project already has events in that time
  --from-line N             skip rows before line N, to go on after a failure
  --rejected FILE           write every rejected line's number and reason to FILE
  --url ADDRESS             the local engine (http://127.0.0.1:8790, or the port in ANALYTICS_ENGINE_PORT)
  --help

Targets: timestamp, time (a time of day beside a date), and
${toList(FILLABLE_COLUMNS)}
Read to work out channel or engagement, not stored:
${toList(INPUTS)}

Exit code: 0 when every row was imported or left out on purpose, 1 when the import could not be done, 2 when it was
done but rows were rejected.
`;

function toList(names: readonly string[]): string {
  return names
    .join(", ")
    .replace(/(.{1,100})(?:, |$)/g, "  $1\n")
    .trimEnd();
}

import fc from "fast-check";
import type { Text } from "./expression-arbitrary.ts";
import { STATEMENTS } from "./statement-arbitrary.ts";

// biome-ignore format: a word list
const HOSTILE = [
  ";", "--", "/*", "*/", "`", "\\", "''", "'", '"', "\0", "\u200b", "SETTINGS readonly=0", "system.tables", "file('/etc/passwd')",
  "FROM url('http://192.0.2.1/','CSV')", "UNION ALL SELECT 1", "INTO OUTFILE 'x'", "FORMAT CSV", "JOIN", "(SELECT 1)",
  "hostName()", "getSetting('x')", "sleep(3)", "leads.blob1", "{a:String}", "@@version", "1e3", "0x1", "[1]", "arrayJoin(topK(1)(blob1))",
  "||", "::String", "CAST(1 AS String)", "CASE WHEN 1 THEN 2 END", "INTERVAL 1 DAY", "WITH TOTALS", "OVER ()", "NULL", "*", "(", ")", ",",
];

/** Statements with a few tokens dropped, doubled, swapped or replaced by something hostile. */
export const MUTANTS: Text = fc
  .tuple(
    STATEMENTS,
    fc.array(
      fc.tuple(
        fc.nat({ max: 200 }),
        fc.constantFrom("drop", "double", "swap", "put"),
        fc.constantFrom(...HOSTILE),
      ),
      {
        minLength: 1,
        maxLength: 3,
      },
    ),
  )
  .map(([statement, changes]) => {
    const words = statement.split(" ");
    for (const [place, change, text] of changes) {
      const at = place % words.length;
      const word = words[at] ?? "";
      if (change === "drop") words.splice(at, 1);
      else if (change === "double") words.splice(at, 0, word);
      else if (change === "swap") words.splice(at, 1, words.at(-1 - at) ?? "");
      else words.splice(at, 1, text);
    }
    return words.join(" ");
  });

/** Text that is hardly SQL. */
export const NOISE: Text = fc
  .array(
    fc.oneof(
      fc.constantFrom(
        ...HOSTILE,
        "SELECT",
        "FROM",
        "leads",
        "blob1",
        "count()",
        "GROUP BY",
        "AS",
        "1",
        "'x'",
        "SHOW TABLES",
      ),
      fc.string({ unit: "binary", maxLength: 5 }),
    ),
    { maxLength: 25 },
  )
  .map((parts) => `SELECT ${parts.join(" ")}`);

import { ACCEPTED_CLAUSES, OUTPUT_FORMATS, REFUSED_CLAUSES } from "./clauses.ts";
import { COLUMN_NOTES } from "./columns.ts";
import { REFUSED } from "./corpus.ts";
import { MAX_RECURSION } from "./cursor.ts";
import { DATE_FORMAT_CODES } from "./date-format.ts";
import { FUNCTIONS, GROUP_PAGES } from "./functions.ts";
import { MAX_HEIGHT } from "./grow.ts";
import { MAX_SQL_LENGTH } from "./guard.ts";
import { BINARY_OPERATORS, WORD_OPERATORS } from "./operators.ts";
import type { Form, FunctionSpec, Param, ResultRule } from "./signature.ts";
import { UNIT_NAMES } from "./units.ts";
import { ZONES } from "./zones.ts";

/** The dialect as a Markdown page, from the same tables the guard uses. */
export function toDialectPage(): string {
  const sections = [
    HEAD,
    "## Statements and clauses",
    toTable(
      ["Form", "Note", "Source"],
      ACCEPTED_CLAUSES.map(({ form, note, source }) => [code(form), note, source]),
    ),
    "## Columns",
    toTable(
      ["Column", "Type", "Note"],
      COLUMN_NOTES.map(({ names, type, note }) => [code(names), type, note]),
    ),
    "## Literals and names",
    LITERALS,
    "## Operators",
    toTable(
      ["Operator", "Kind"],
      BINARY_OPERATORS.map(({ symbol, job }) => [code(symbol), job]),
    ),
    toTable(
      ["Form", "Note", "Source"],
      WORD_OPERATORS.map(({ form, note, source }) => [code(form), note, source]),
    ),
    TYPES,
    "## Functions",
    FUNCTIONS_INTRO,
    ...toGroups(),
    "## Format codes of formatDateTime",
    toTable(
      ["Code", "Prints"],
      Object.entries(DATE_FORMAT_CODES).map(([letter, note]) => [code(`%${letter}`), note]),
    ),
    "## Refused constructs",
    toTable(
      ["Word", "Refusal"],
      Object.entries(REFUSED_CLAUSES).map(([word, text]) => [code(word), text]),
    ),
    "## Refusals seen live",
    REFUSALS_INTRO,
    toTable(
      ["Statement", "Text"],
      REFUSED.filter(({ source }) => source === "[R]").map(({ sql, message }) => [code(sql), message]),
    ),
  ];
  return `${sections.join("\n\n")}\n`;
}

const HEAD = `# SQL dialect

Generated from the tables in \`src/dialect\`; a test keeps page and tables alike. The guard accepts what is listed here
and refuses everything else with HTTP 422 and \`Input was invalid: …\`. Sources: **[D]** documented by Cloudflare,
**[R]** reported from the live API, **[I]** inferred. Where documentation and live reports differ, the stricter one holds:
a statement refused here may run in production, a statement accepted here should.`;

const LITERALS = [
  "- Integers `42`, `-42`; decimals `4.2` (digits on both sides of the point, no exponent); `true`, `false`; `NULL`.",
  "- Strings in single quotes. Neither `'` nor `\\` can stand inside, escaped or not.",
  `- Intervals \`INTERVAL '30' MINUTE\`: the count quoted, the unit one of ${UNIT_NAMES.join(", ")}.`,
  "- Names: a letter or `_`, then letters, digits or `_`; any other name in double quotes. No back-ticks, no dots.",
  `- Time zones: ${ZONES.length} names in exact spelling, as ClickHouse knows them. Formats: ${OUTPUT_FORMATS.join(", ")}.`,
  `- At most ${MAX_SQL_LENGTH} characters, ${MAX_RECURSION} nested brackets, ${MAX_HEIGHT} levels in one expression.`,
].join("\n");

const TYPES = `Types are String, Integer, Double, DateTime, Date, Boolean, Null and arrays of them. Comparison wants two
numbers, or two values of one type: a DateTime never compares with a String, an Integer or a Date. The branches of
\`if()\` must have exactly the same type: \`0.0\` beside a Double, \`0\` beside an Integer. An alias that has a column's
name may be used in ORDER BY only, since ClickHouse would read the alias everywhere else.`;

const DOCS = "https://developers.cloudflare.com/analytics/analytics-engine/sql-reference";

const FUNCTIONS_INTRO = `Names are accepted in any case. A "number" is an Integer or a Double; a "value" is a String, number,
DateTime or Date; \`?\` marks what may be left out. The ClickHouse column shows the rewrite: a bare name is called with the
same arguments, \`$1\` is the first one, \`$p1\` the parameter in the first brackets, \`$z\` the result's zone and \`$u\` the
function that extracts the unit.`;

const REFUSALS_INTRO =
  "Every statement below is a test. The wording after the colon is the live API's where it was reported, else our own.";

function toGroups(): readonly string[] {
  const groups = [...new Set(FUNCTIONS.map(({ group }) => group))];
  return groups.flatMap((group) => [
    `### ${group}`,
    `Cloudflare docs: [\`${GROUP_PAGES[group]}\`](${DOCS}/${GROUP_PAGES[group]}/)`,
    toTable(
      ["Usage", "Result", "ClickHouse", "Since", "Source", "Note"],
      FUNCTIONS.filter((spec) => spec.group === group).flatMap(toRows),
    ),
  ]);
}

function toRows(spec: FunctionSpec): readonly (readonly string[])[] {
  const aliases = (spec.aliases ?? []).map((alias) => `also ${code(alias)}`);
  return spec.forms.map((form, index) => {
    const note = index === 0 ? [...aliases, spec.note ?? ""].filter((part) => part !== "").join("; ") : "";
    const rewrite = [form.clickhouse, form.clickhouseCalendar, form.clickhouseDouble, form.clickhouseMixed];
    const shown = rewrite.filter((text) => text !== undefined).map(code);
    return [
      code(toUsage(spec, form)),
      toResultText(form.result),
      shown.join(" or "),
      spec.since,
      spec.source,
      note,
    ];
  });
}

function toUsage(spec: FunctionSpec, form: Form): string {
  if (spec.written !== undefined) return spec.written;
  const parameters = form.parameters === undefined ? "" : `(${form.parameters.map(toParamText).join(", ")})`;
  const args = [...form.args.map(toParamText), ...(form.rest === undefined ? [] : ["…"])].join(", ");
  return `${spec.name}${parameters}(${form.distinct === true ? "DISTINCT " : ""}${args})`;
}

function toParamText({ name, accepts, optional }: Param): string {
  const kinds = accepts.join(" | ");
  return `${name}${optional === true ? "?" : ""}: ${SHORT_KINDS[kinds] ?? kinds}`;
}

const SHORT_KINDS: Readonly<Record<string, string>> = {
  "Integer | Double": "number",
  "String | Integer | Double | DateTime | Date": "value",
  "String | Integer | Double | DateTime | Date | Boolean | Null": "any",
};

const RESULT_TEXTS: Readonly<Record<Exclude<ResultRule, object>, string>> = {
  String: "String",
  Double: "Double",
  Boolean: "Boolean",
  Date: "Date",
  unsigned: "Integer",
  signed: "Integer",
  integer: "Integer",
  bit: "Integer, may be a condition",
  zoned: "DateTime",
  branches: "as the branches",
};

function toResultText(result: ResultRule): string {
  if (typeof result !== "object") return RESULT_TEXTS[result];
  return "same" in result ? `as argument ${result.same}` : `Array of argument ${result.arrayOf}`;
}

function toTable(head: readonly string[], rows: readonly (readonly string[])[]): string {
  const toLine = (cells: readonly string[]) =>
    `| ${cells.map((cell) => cell.replaceAll("|", "\\|")).join(" | ")} |`;
  return [toLine(head), toLine(head.map(() => "---")), ...rows.map(toLine)].join("\n");
}

/** Code holding a back-tick needs two around it. */
function code(text: string): string {
  return text.includes("`") ? `\`\` ${text} \`\`` : `\`${text}\``;
}

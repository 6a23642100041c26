import fc from "fast-check";
import { COLUMNS } from "../columns.ts";
import { DATE_FORMAT_CODES } from "../date-format.ts";
import { FUNCTIONS, isAggregate } from "../functions.ts";
import { BINARY_OPERATORS } from "../operators.ts";
import { toResult } from "../result.ts";
import type { Constraint, Form, FunctionSpec, Param } from "../signature.ts";
import { UNIT_NAMES } from "../units.ts";
import { ZONES } from "../zones.ts";

/** SQL text. */
export type Text = fc.Arbitrary<string>;

/** Kinds an expression is generated for. */
const KINDS = ["String", "Integer", "Double", "DateTime", "Date", "Boolean", "Null"] as const;
type GeneratedKind = (typeof KINDS)[number];

const STRINGS: Text = fc.oneof(
  fc.constantFrom("''", "'x'", "'lead'", "'a\"b'", "'--'", "'/*'", "';'", "'%ä_'", "'{}'", "'42'", "'$1 $z'"),
  fc
    .string({ maxLength: 6 })
    .map((text) => `'${text.replaceAll("'", "").replaceAll("\\", "").replaceAll("\0", "")}'`),
);
const INTEGERS: Text = fc.oneof(
  fc.nat({ max: 300 }).map(String),
  fc.constantFrom("0", "1", "007", "65536", "4294967296", "18446744073709551615"),
);
const DOUBLES: Text = fc.constantFrom("0.0", "1.0", "4.2", "00.50", "123456789.123456789");
const INTERVALS: Text = fc
  .tuple(fc.nat({ max: 90 }), fc.constantFrom(...UNIT_NAMES))
  .map(([count, unit]) => `INTERVAL '${count}' ${unit}`);

const CONSTRAINED: Readonly<Partial<Record<Constraint, Text>>> = {
  zone: fc.constantFrom(...ZONES, "Mars/Base").map((zone) => `'${zone}'`),
  dateFormat: fc
    .array(fc.constantFrom(...Object.keys(DATE_FORMAT_CODES).map((code) => `%${code}`), "-", "Z"), {
      maxLength: 4,
    })
    .map((parts) => `'${parts.join("")}'`),
  placeholders: fc.constantFrom("'{}'", "'a {} b'"),
  level: fc.constantFrom("0.5", "0.95", "1", "0", "0.999"),
  places: fc.constantFrom("0", "1", "-2", "18"),
  offset: fc.constantFrom("1", "2", "-1"),
  topCount: fc.nat({ max: 20 }).map(String),
};

/** `names` maps what an expression may refer to; the expressions are mostly well typed. */
type Names = Readonly<Partial<Record<GeneratedKind, readonly string[]>>>;

const COLUMN_NAMES: Names = Object.fromEntries(
  (["String", "Integer", "Double", "DateTime"] as const).map((kind) => [
    kind,
    COLUMNS.filter(({ type }) => type.kind === kind).map(({ name }) => name),
  ]),
);

function toExpressions(names: Names, aggregates: boolean): Record<GeneratedKind, Text> {
  const tied = fc.letrec<Record<GeneratedKind, string>>(
    (tie) =>
      Object.fromEntries(
        KINDS.map((kind) => [
          kind,
          fc.oneof(
            { maxDepth: 2, depthSize: "small", withCrossShrink: true },
            toLeaf(kind, names[kind] ?? []),
            ...toCalls(kind, aggregates ? (inner) => PLAIN[inner] : tie, aggregates),
            ...toOperations(kind, tie),
          ),
        ]),
      ) as Record<GeneratedKind, Text>,
  );
  return tied as Record<GeneratedKind, Text>;
}

function toLeaf(kind: GeneratedKind, names: readonly string[]): Text {
  const literals: Record<GeneratedKind, Text> = {
    String: STRINGS,
    Integer: INTEGERS,
    Double: DOUBLES,
    DateTime: fc.constantFrom(
      "now()",
      "NOW()",
      "toDateTime(1795199000)",
      "toDateTime('2026-11-20 18:44:59')",
    ),
    Date: fc.constant("today()"),
    Boolean: fc.constantFrom("true", "FALSE", "1 = 1"),
    Null: fc.constantFrom("NULL", "null"),
  };
  return names.length === 0
    ? literals[kind]
    : fc.oneof({ arbitrary: fc.constantFrom(...names), weight: 3 }, literals[kind]);
}

type Tie = (kind: GeneratedKind) => Text;

function toOperations(kind: GeneratedKind, tie: Tie): Text[] {
  const infix = (symbols: readonly string[], left: Text, right: Text) =>
    fc.tuple(left, fc.constantFrom(...symbols), right).map((parts) => parts.join(" "));
  const symbols = (job: string) =>
    BINARY_OPERATORS.filter((one) => one.job === job).map(({ symbol }) => symbol);
  const not = fc.constantFrom("", "NOT ");
  const comparable = (["String", "Integer", "Double", "DateTime", "Date"] as const).map((one) =>
    infix(symbols("comparison"), tie(one), tie(one)),
  );
  const number = fc.oneof(tie("Integer"), tie("Double"));
  switch (kind) {
    case "Integer":
      return [
        infix(["+", "-", "*", "%"], tie("Integer"), tie("Integer")),
        tie("Integer").map((one) => `-(${one})`),
      ];
    case "Double":
      return [infix(symbols("arithmetic"), tie("Double"), number), tie("Double").map((one) => `(${one})`)];
    case "DateTime":
      return [infix(["+", "-"], tie("DateTime"), INTERVALS)];
    case "Boolean":
      return [
        ...comparable,
        infix(symbols("logic"), tie("Boolean"), tie("Boolean")),
        tie("Boolean").map((one) => `NOT (${one})`),
        fc
          .tuple(number, not, number, number)
          .map(([x, no, low, high]) => `${x} ${no}BETWEEN ${low} AND ${high}`),
        fc.tuple(tie("String"), not, STRINGS, STRINGS).map(([x, no, a, b]) => `${x} ${no}IN (${a}, ${b})`),
        fc.tuple(tie("Integer"), not, INTEGERS).map(([x, no, a]) => `${x} ${no}IN (-${a})`),
        fc.tuple(tie("Double"), not, DOUBLES).map(([x, no, a]) => `${x} ${no}IN (${a}, 1.0)`),
        infix(["LIKE", "NOT LIKE", "ILIKE", "NOT ILIKE"], tie("String"), tie("String")),
      ];
    default:
      return [];
  }
}

function toCalls(kind: GeneratedKind, tie: Tie, aggregates: boolean): Text[] {
  return FUNCTIONS.filter((spec) => isAggregate(spec) === aggregates).flatMap((spec) =>
    spec.forms.filter((form) => gives(form, kind)).map((form) => toCall(spec, form, kind, tie)),
  );
}

function gives(form: Form, kind: GeneratedKind): boolean {
  const { result } = form;
  if (typeof result === "object") {
    return "same" in result && (form.args[result.same - 1]?.accepts.includes(kind) ?? false);
  }
  return result === "branches" || toResult(result, []).kind === kind;
}

function toCall(spec: FunctionSpec, form: Form, kind: GeneratedKind, tie: Tie): Text {
  const { result } = form;
  const isFixed = (index: number) =>
    (typeof result === "object" && "same" in result && result.same === index + 1) ||
    (result === "branches" && index > 0);
  const args = form.args.map((param, index) => (isFixed(index) ? tie(kind) : toArgument(param, tie)));
  const required = form.args.filter((param) => param.optional !== true).length;
  const list = fc
    .tuple(fc.integer({ min: required, max: args.length }), fc.tuple(...args))
    .map(([count, texts]) => texts.slice(0, count));
  const parameters = form.parameters?.map((param) => toArgument(param, tie)) ?? [];
  const name = fc.constantFrom(spec.name, spec.name.toUpperCase(), ...(spec.aliases ?? []));
  const distinct = form.distinct === true ? "DISTINCT " : "";
  return fc.tuple(name, fc.tuple(...parameters), list).map(([written, first, texts]) => {
    if (spec.name === "extract") return `${written}(HOUR FROM ${texts.join("")})`;
    if (spec.name === "position") return `${written}((${texts[0]}) IN ${texts[1]})`;
    return `${written}${first.length > 0 ? `(${first.join(", ")})` : ""}(${distinct}${texts.join(", ")})`;
  });
}

function toArgument(param: Param, tie: Tie): Text {
  const constrained = param.constraint === undefined ? undefined : CONSTRAINED[param.constraint];
  if (constrained !== undefined) return constrained;
  if (param.constraint === "condition") return tie("Boolean");
  if (param.accepts.includes("Interval")) return INTERVALS;
  const kinds = KINDS.filter((kind) => param.accepts.includes(kind) && kind !== "Null");
  return fc.oneof(...kinds.map(tie));
}

/** Expressions of each kind without aggregates, mostly well typed. */
export const PLAIN: Record<GeneratedKind, Text> = toExpressions(COLUMN_NAMES, false);

/** Aggregates of each kind over such expressions. */
export const AGGREGATE: Record<GeneratedKind, Text> = toExpressions(COLUMN_NAMES, true);

export const ANY_PLAIN: Text = fc.oneof(...KINDS.map((kind) => PLAIN[kind]));

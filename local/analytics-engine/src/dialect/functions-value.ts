import type { FunctionSpec, Param } from "./signature.ts";

const NUMBER: Param = { name: "x", accepts: ["Integer", "Double"] };
const INTEGER: Param = { name: "a", accepts: ["Integer"] };
const OTHER: Param = { name: "b", accepts: ["Integer"] };
const SHIFT: Param = { name: "n", accepts: ["Integer"], constraint: "unsigned" };
const PLACES: Param = { name: "n", accepts: ["Integer"], constraint: "places", optional: true };
const TEXT: Param = { name: "s", accepts: ["String"] };
const PRINTABLE: Param = { name: "x", accepts: ["String", "Integer", "Double"] };
const BRANCH: Param = {
  name: "a",
  accepts: ["String", "Integer", "Double", "DateTime", "Date", "Boolean", "Null"],
};

const toMath = (name: string, aliases: readonly string[], note: string): FunctionSpec => ({
  name,
  aliases,
  group: "Mathematical",
  since: "2025-09-26",
  source: "[D]",
  note,
  forms: [{ args: [NUMBER], result: "Double", clickhouse: name }],
});

const toRounding = (name: string, source: string, note: string): FunctionSpec => ({
  name,
  group: "Mathematical",
  since: "2025-09-26",
  source,
  note,
  forms: [{ args: [NUMBER, PLACES], result: { same: 1 }, clickhouse: name }],
});

const toBit = (name: string, args: readonly Param[]): FunctionSpec => ({
  name,
  group: "Bit",
  since: "2025-09-26",
  source: "[D]",
  forms: [{ args, result: "integer", clickhouse: name }],
});

const toEncoding = (name: string): FunctionSpec => ({
  name,
  group: "Encoding",
  since: "2025-09-26",
  source: "[D]",
  forms: [{ args: [PRINTABLE], result: "String", clickhouse: name }],
});

const toCase = (name: string, aliases: readonly string[], since: string, note: string): FunctionSpec => ({
  name,
  aliases,
  group: "String",
  since,
  source: "[D]",
  note,
  forms: [{ args: [TEXT], result: "String", clickhouse: name }],
});

const toTest = (name: string): FunctionSpec => ({
  name,
  group: "String",
  since: "2022",
  source: "[D]",
  forms: [{ args: [TEXT, { ...TEXT, name: "affix" }], result: "Boolean", clickhouse: name }],
});

const toConversion = (name: string, since: string): FunctionSpec => ({
  name,
  group: "Type conversion",
  since,
  source: "[D][R]",
  note: "undefined for negative numbers; a text that is no number fails while running",
  forms: [
    {
      args: [{ name: "x", accepts: ["Integer", "Double", "String"], constraint: "digitsText" }],
      result: "unsigned",
      clickhouse: name,
    },
  ],
});

/** Source: Cloudflare docs, one page per group. */
export const VALUE_FUNCTIONS: readonly FunctionSpec[] = [
  {
    name: "if",
    group: "Conditional",
    since: "2022",
    source: "[D][R]",
    note: "both branches must have exactly the same type; the only conditional",
    forms: [
      {
        args: [
          { name: "condition", accepts: ["Boolean"], constraint: "condition" },
          BRANCH,
          { ...BRANCH, name: "b" },
        ],
        result: "branches",
        clickhouse: "if",
        clickhouseMixed: "if($1, toInt64($2), toInt64($3))",
      },
    ],
  },
  {
    name: "intDiv",
    group: "Mathematical",
    since: "2022",
    source: "[D]",
    note: "a 64-bit result is a string in JSON",
    forms: [
      {
        args: [
          { ...NUMBER, name: "a" },
          { ...NUMBER, name: "b", constraint: "notZero" },
        ],
        result: "integer",
        clickhouse: "intDiv",
      },
    ],
  },
  toMath("log", ["ln"], "natural logarithm"),
  {
    name: "pow",
    group: "Mathematical",
    since: "2025-09-26",
    source: "[D]",
    forms: [{ args: [NUMBER, { ...NUMBER, name: "y" }], result: "Double", clickhouse: "pow" }],
  },
  toRounding("round", "[D][R]", "used in production by several projects; refused live once"),
  toRounding("floor", "[D]", ""),
  toRounding("ceil", "[D]", ""),
  toBit("bitAnd", [INTEGER, OTHER]),
  {
    name: "bitCount",
    group: "Bit",
    since: "2025-09-26",
    source: "[D]",
    note: "of a Double: the bits of its binary representation",
    forms: [{ args: [{ ...NUMBER, name: "a" }], result: "unsigned", clickhouse: "bitCount" }],
  },
  {
    name: "bitHammingDistance",
    group: "Bit",
    since: "2025-09-26",
    source: "[D]",
    forms: [{ args: [INTEGER, OTHER], result: "unsigned", clickhouse: "bitHammingDistance" }],
  },
  toBit("bitNot", [INTEGER]),
  toBit("bitOr", [INTEGER, OTHER]),
  toBit("bitRotateLeft", [INTEGER, SHIFT]),
  toBit("bitRotateRight", [INTEGER, SHIFT]),
  toBit("bitShiftLeft", [INTEGER, SHIFT]),
  toBit("bitShiftRight", [INTEGER, SHIFT]),
  {
    name: "bitTest",
    group: "Bit",
    since: "2025-09-26",
    source: "[D]",
    note: "0 or 1, also allowed as a condition; a Double is made an Integer, as documented",
    forms: [
      {
        args: [{ ...NUMBER, name: "a" }, SHIFT],
        result: "bit",
        clickhouse: "bitTest",
        clickhouseDouble: "bitTest(toUInt64($1), $2)",
      },
    ],
  },
  toBit("bitXor", [INTEGER, OTHER]),
  toEncoding("bin"),
  toEncoding("hex"),
  {
    name: "length",
    group: "String",
    since: "2022",
    source: "[D]",
    note: "code points",
    forms: [{ args: [TEXT], result: "unsigned", clickhouse: "lengthUTF8" }],
  },
  {
    name: "empty",
    aliases: ["isEmpty"],
    group: "String",
    since: "2022",
    source: "[D]",
    forms: [{ args: [TEXT], result: "Boolean", clickhouse: "empty" }],
  },
  toCase("lower", [], "2022", "ASCII letters only"),
  toCase("upper", [], "2022", "ASCII letters only"),
  toCase("lowerUTF8", ["toLower"], "2025-09-26", ""),
  toCase("upperUTF8", ["toUpper"], "2025-09-26", ""),
  toTest("startsWith"),
  toTest("endsWith"),
  {
    name: "format",
    group: "String",
    since: "2022",
    source: "[D]",
    note: "one {} for each further argument; no other braces",
    forms: [
      {
        args: [
          { name: "template", accepts: ["String"], constraint: "placeholders" },
          { name: "x", accepts: ["String", "Integer", "Double", "DateTime", "Date"] },
        ],
        rest: { name: "x", accepts: ["String", "Integer", "Double", "DateTime", "Date"] },
        result: "String",
        clickhouse: "format",
      },
    ],
  },
  {
    name: "position",
    group: "String",
    since: "2022",
    source: "[D]",
    written: "position(needle IN haystack)",
    note: "1-based, counted in bytes; 0 when not found",
    forms: [
      {
        args: [
          { ...TEXT, name: "needle" },
          { ...TEXT, name: "haystack" },
        ],
        result: "unsigned",
        clickhouse: "position($2, $1)",
      },
    ],
  },
  {
    name: "substring",
    group: "String",
    since: "2022",
    source: "[D]",
    note: "1-based, in code points",
    forms: [
      {
        args: [
          TEXT,
          { name: "offset", accepts: ["Integer"], constraint: "offset" },
          { name: "length", accepts: ["Integer"], optional: true },
        ],
        result: "String",
        clickhouse: "substringUTF8",
      },
    ],
  },
  toConversion("toUInt32", "2022"),
  toConversion("toUInt8", "2025-09-26"),
];

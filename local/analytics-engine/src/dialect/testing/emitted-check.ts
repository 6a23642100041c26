import { COLUMNS } from "../columns.ts";
import { EMITTED_KEYWORDS, toEmittedFunctions } from "./emitted-words.ts";

const FUNCTION_NAMES: ReadonlySet<string> = new Set(toEmittedFunctions());
const COLUMN_NAMES: ReadonlySet<string> = new Set(COLUMNS.map(({ name }) => name));

type Emitted = { readonly kind: "word" | "quoted" | "string" | "number" | "symbol"; readonly text: string };

/** An own reading of emitted text, apart from the guard's tokeniser: strings and names as ClickHouse delimits them. */
const PATTERN =
  /(?<space>[ ]+)|(?<string>'[^'\\]*')|(?<quoted>"(?:[^"\\]|"")*")|(?<number>\d+(?:\.\d+)?)|(?<word>[A-Za-z_][A-Za-z0-9_]*)|(?<symbol>!=|<=|>=|[-+*/%=<>(),])/gy;

/** What is wrong with an emitted statement, or null. Whatever it returns for hostile input would be a hole. */
export function toEmissionFault(sql: string, dataset: string): string | null {
  const tokens = readEmitted(sql);
  if (typeof tokens === "string") return tokens;
  const aliases = new Set(tokens.filter((_, at) => isWord(tokens[at - 1], "AS")).map(({ text }) => text));
  for (const [at, token] of tokens.entries()) {
    const next = tokens[at + 1]?.text;
    const isCall = next === "(" && FUNCTION_NAMES.has(token.text);
    if (token.kind === "word" && !isCall && !EMITTED_KEYWORDS.has(token.text)) return `word ${token.text}`;
    if (token.kind !== "quoted") continue;
    if (next === "(") return `a quoted name is called: ${token.text}`;
    const isSource = isWord(tokens[at - 1], "FROM");
    if (isSource && token.text !== `"${dataset}"`) return `reads from ${token.text}`;
    const name = token.text.slice(1, -1);
    if (!isSource && !aliases.has(token.text) && !COLUMN_NAMES.has(name)) return `name ${token.text}`;
  }
  return null;
}

function isWord(token: Emitted | undefined, word: string): boolean {
  return token?.kind === "word" && token.text === word;
}

function readEmitted(sql: string): readonly Emitted[] | string {
  const tokens: Emitted[] = [];
  PATTERN.lastIndex = 0;
  while (PATTERN.lastIndex < sql.length) {
    const from = PATTERN.lastIndex;
    const groups = PATTERN.exec(sql)?.groups;
    if (groups === undefined) return `unreadable at ${JSON.stringify(sql.slice(from, from + 20))}`;
    if (groups.symbol === "-" && sql.charAt(PATTERN.lastIndex) === "-") return "a comment";
    if (groups.symbol === "/" && sql.charAt(PATTERN.lastIndex) === "*") return "a comment";
    for (const kind of ["string", "quoted", "number", "word", "symbol"] as const) {
      const text = groups[kind];
      if (text !== undefined) tokens.push({ kind, text });
    }
  }
  return tokens;
}

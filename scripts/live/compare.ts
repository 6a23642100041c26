import type { Answer } from "./api.ts";

interface Json {
  readonly meta?: readonly { readonly name: string; readonly type: string }[];
  readonly data?: readonly Readonly<Record<string, unknown>>[];
}

/**
 * In what two answers to the same statement differ, one line each. Data differ by nature: of them only names, types
 * and the kinds of JSON values count.
 */
export function toDifferences(here: Answer, there: Answer): string[] {
  if (here.status !== there.status) {
    const said = (answer: Answer) =>
      answer.status === 200 ? "200" : `${answer.status} ${answer.text.trim()}`;
    return [toLine("status", said(here), said(there))];
  }
  if (here.status !== 200) return toLines("text", here.text.trim(), there.text.trim());
  return [
    ...toLines("content type", here.contentType, there.contentType),
    ...(here.contentType.includes("application/json")
      ? compareJson(JSON.parse(here.text), readJson(there.text))
      : compareRows(here.text, there.text)),
  ];
}

function compareJson(here: Json, there: Json | null): string[] {
  if (there === null) return [toLine("body", "JSON", "something else")];
  const toColumns = ({ meta }: Json) => (meta ?? []).map(({ name, type }) => `${name} ${type}`).join(", ");
  return [
    ...toLines("keys", Object.keys(here).join(), Object.keys(there).join()),
    ...toLines("columns", toColumns(here), toColumns(there)),
    ...compareKinds(here.data?.[0] ?? {}, there.data?.[0] ?? {}),
  ];
}

/** Whether values that both have are of the same JSON type: a 64-bit integer is a string. */
function compareKinds(
  here: Readonly<Record<string, unknown>>,
  there: Readonly<Record<string, unknown>>,
): string[] {
  return Object.entries(here).flatMap(([name, value]) => {
    const other = there[name];
    if (value === null || other === null || other === undefined) return [];
    return toLines(`JSON type of ${name}`, typeof value, typeof other);
  });
}

/** JSONEachRow and TabSeparated, where both have a row. */
function compareRows(here: string, there: string): string[] {
  const toShape = (text: string) => {
    const [first = ""] = text.split("\n");
    const row = readJson(first);
    return row === null ? `${first.split("\t").length} columns` : Object.keys(row).join();
  };
  return here === "" || there === "" ? [] : toLines("row", toShape(here), toShape(there));
}

function readJson(text: string): Json | null {
  try {
    const value: unknown = JSON.parse(text);
    return typeof value === "object" && value !== null ? value : null;
  } catch {
    return null;
  }
}

function toLines(what: string, here: string, there: string): string[] {
  return here === there ? [] : [toLine(what, here, there)];
}

function toLine(what: string, here: string, there: string): string {
  return `${what}: here ${JSON.stringify(here)}, there ${JSON.stringify(there)}`;
}

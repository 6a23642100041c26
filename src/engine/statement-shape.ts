const STRING = /'([^']*)'?/g;
const MAX_SHAPE_CHARS = 2000;

/**
 * A statement as it may be logged: string literals, which may be labels from outside, become `'?'`, and a list of
 * them one.
 */
export function toShape(sql: string): string {
  const shape = sql.replace(STRING, "'?'").replace(/'\?'(?:, '\?')+/g, "'?', …");
  return shape.length > MAX_SHAPE_CHARS ? `${shape.slice(0, MAX_SHAPE_CHARS)}…` : shape;
}

/** What the store said about a statement, without the statement's string literals. */
export function toSilenced(text: string, sql: string): string {
  const literals = new Set([...sql.matchAll(STRING)].map(([, literal]) => literal?.trim() ?? ""));
  literals.delete("");
  const longestFirst = [...literals].sort((a, b) => b.length - a.length);
  return longestFirst.reduce(
    (silenced, literal) => silenced.replace(toWhole(literal), "?"),
    text.replace(STRING, "'?'"),
  );
}

/** Matches the text where it stands alone, not inside a longer word. */
function toWhole(literal: string): RegExp {
  const exact = Array.from(literal, (char) => `\\u{${char.codePointAt(0)?.toString(16)}}`).join("");
  return new RegExp(`(?<![\\p{L}\\p{N}_])${exact}(?![\\p{L}\\p{N}_])`, "gu");
}

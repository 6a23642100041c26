/**
 * The text of `JSON.stringify(value)` in parts: an array's items and the members of the outer two objects come one by
 * one, so that a long answer never stands in memory as one text.
 */
export function* toJsonParts(value: unknown, depth = 2): Generator<string> {
  if (Array.isArray(value) && depth >= 0) {
    yield "[";
    for (const [index, item] of value.entries())
      yield `${index === 0 ? "" : ","}${JSON.stringify(item) ?? "null"}`;
    yield "]";
  } else if (typeof value === "object" && value !== null && depth > 0) {
    const members = Object.entries(value).filter(([, member]) => member !== undefined);
    yield "{";
    for (const [index, [name, member]] of members.entries()) {
      yield `${index === 0 ? "" : ","}${JSON.stringify(name)}:`;
      yield* toJsonParts(member, depth - 1);
    }
    yield "}";
  } else {
    yield JSON.stringify(value) ?? "null";
  }
}

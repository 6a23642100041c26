const STEP = /([a-z_]+)(?:\[([^\]]*)\])?(?:\.|$)/gy;

/**
 * Reads a value of a structured answer. A path is names with dots between; a list is entered by its position
 * (`rows[0]`), by what its item says (`rows[source=google,device=mobile]`, `facts[labels.source=google]`) or by its
 * largest or least item (`hours[max leads]`). A moment matches its date.
 * @returns `undefined` where there is nothing
 * @throws SyntaxError when the path is not one
 */
export function readPath(answer: unknown, path: string): unknown {
  let value = answer;
  let read = 0;
  for (const [step, name = "", selector] of path.matchAll(STEP)) {
    read += step.length;
    value = member(value, name);
    if (selector !== undefined) value = select(value, selector);
  }
  if (read !== path.length) throw new SyntaxError(`${path} is no path`);
  return value;
}

/** Whether a value is the expected one; shares may be rounded, and a date names every moment of its day. */
export function isSame(value: unknown, expected: number | string | boolean | null): boolean {
  if (typeof value === "number" && typeof expected === "number") return Math.abs(value - expected) < 5e-4;
  if (typeof value === "string" && typeof expected === "string" && /^\d{4}-\d\d-\d\d$/.test(expected)) {
    return value.startsWith(expected);
  }
  return value === expected;
}

function member(value: unknown, name: string): unknown {
  return typeof value === "object" && value !== null ? (value as Record<string, unknown>)[name] : undefined;
}

function select(list: unknown, selector: string): unknown {
  if (!Array.isArray(list)) return undefined;
  if (/^\d+$/.test(selector)) return list[Number(selector)];
  const [, extreme, by = ""] = /^(max|min) ([a-z_.]+)$/.exec(selector) ?? [];
  if (extreme) return toExtreme(list, by, extreme === "max" ? 1 : -1);
  const wanted = selector.split(",").map((condition) => {
    const at = condition.indexOf("=");
    return [condition.slice(0, at), condition.slice(at + 1)] as const;
  });
  return list.find((item) =>
    wanted.every(([path, text]) => isSame(readPath(item, path), text === "null" ? null : text)),
  );
}

function toExtreme(list: readonly unknown[], by: string, sign: number): unknown {
  const size = (item: unknown) => sign * Number(readPath(item, by));
  return list.reduce(
    (best, item) => (best === undefined || size(item) > size(best) ? item : best),
    undefined,
  );
}

/** A value of the database. */
export type Cell = string | number | null;

/** SQL with numbered parameters. The text is always ours; everything from outside is a parameter. */
export interface Statement {
  readonly sql: string;
  readonly params: readonly Cell[];
}

/** D1 takes at most 100 parameters in a statement. */
const PLACEHOLDERS = Array.from({ length: 101 }, (_, i) => `?${i}`);
/** Lists of them by place and length: every submission needs the same few. */
const lists = new Map<number, string>();

/** Collects parameters while a statement is put together. The SQL never depends on a value, so it can be cached. */
export class Params {
  readonly values: Cell[] = [];

  /** The placeholder of a value, e.g. `?3`. */
  add(value: Cell): string {
    const index = this.values.push(value);
    return PLACEHOLDERS[index] ?? `?${index}`;
  }

  list(values: readonly Cell[]): string {
    const from = this.values.length + 1;
    this.values.push(...values);
    const key = from * PLACEHOLDERS.length + values.length;
    const known = lists.get(key);
    if (known !== undefined) return known;
    const list = PLACEHOLDERS.slice(from, from + values.length).join(", ");
    lists.set(key, list);
    return list;
  }

  /** A query for values, e.g. after `IN`; however many they are, they take one parameter. */
  rows(values: readonly Cell[]): string {
    return `SELECT value FROM json_each(${this.add(JSON.stringify(values))})`;
  }
}

/** A condition under which a statement of the batch may write. */
export type Guard = (params: Params) => string;

export const ALWAYS: Guard = () => "TRUE";

export function allOf(...guards: Guard[]): Guard {
  return (params) => guards.map((guard) => guard(params)).join(" AND ");
}

export function not(guard: Guard): Guard {
  return (params) => `NOT ${guard(params)}`;
}

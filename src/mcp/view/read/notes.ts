import type { Quality, Query } from "../answer.ts";
import { toRange } from "../format.ts";
import { toWords } from "../words.ts";

/** The resolved question: range, zone, conditions. */
export function toNotes(query: Query): string[] {
  const { from, to, timezone, filters } = query;
  return [
    toRange(from, to),
    timezone,
    ...filters.map(
      ({ dimension, operator, values }) =>
        `${toWords(dimension)} ${toWords(operator)} ${values.join(" or ")}`,
    ),
    ...(["good", "min_suspicion", "min_engagement"] as const).flatMap((name) =>
      query[name] ? `${toWords(name)}: ${toWords(`${query[name]}`)}` : [],
    ),
  ];
}

/** What the numbers rest on; the warnings are the server's sentences, the open period and small samples among them. */
export function toQualityNote({ sampled, warnings }: Quality): string {
  return [sampled ? "Sampled." : "Exact counts.", ...warnings.map(({ message }) => message)].join(" ");
}

import { InputInvalid } from "./refusal.ts";
import type { Item } from "./scope.ts";
import type { Typed } from "./typed.ts";

/** With GROUP BY or an aggregate, every column must be grouped or inside an aggregate. */
export function checkGroups(select: {
  readonly items: readonly Item[];
  readonly groupBy: readonly Typed[];
  readonly having: Typed | null;
}): void {
  const { items, groupBy, having } = select;
  const isGrouped =
    groupBy.length > 0 || items.some(({ typed }) => typed.hasAggregate) || (having?.hasAggregate ?? false);
  if (!isGrouped) {
    if (having !== null) throw new InputInvalid("HAVING needs GROUP BY or an aggregate function: use WHERE");
    return;
  }
  const keys = new Set(groupBy.map(({ key }) => key));
  const seen = new Set<Typed>();
  for (const { typed } of items) checkGrouped(typed, keys, seen);
  if (having !== null) checkGrouped(having, keys, seen);
}

function checkGrouped(typed: Typed, keys: ReadonlySet<number>, seen: Set<Typed>): void {
  if (keys.has(typed.key) || seen.has(typed)) return;
  seen.add(typed);
  const { node } = typed;
  if (node.kind === "alias") checkGrouped(node.target, keys, seen);
  if (node.kind === "apply" && !node.isAggregate) {
    for (const arg of node.args) checkGrouped(arg, keys, seen);
  }
  if (node.kind === "column") {
    throw new InputInvalid(
      `column "${node.name}" is neither in the GROUP BY clause nor inside an aggregate function`,
    );
  }
}

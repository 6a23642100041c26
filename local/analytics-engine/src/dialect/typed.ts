import { InputInvalid } from "./refusal.ts";
import type { Type } from "./types.ts";
import type { Unit } from "./units.ts";

/** What a checked expression is; everything in it is the guard's own text except names and string values. */
export type TypedNode =
  | { readonly kind: "literal"; readonly literal: Literal }
  | { readonly kind: "column"; readonly name: string }
  | { readonly kind: "alias"; readonly name: string; readonly target: Typed }
  | {
      readonly kind: "apply";
      readonly template: string;
      readonly args: readonly Typed[];
      readonly parameters: readonly Typed[];
      readonly unit: Unit | null;
      readonly isAggregate: boolean;
    };

export type Literal =
  | { readonly kind: "string"; readonly value: string }
  /** Digits, `true`, `false`, `NULL`, or an interval: text that needs no quoting. */
  | { readonly kind: "plain"; readonly text: string };

/** A checked expression. */
export type Typed = {
  readonly type: Type;
  readonly node: TypedNode;
  /** Equal numbers mean equal expressions, aliases resolved. */
  readonly key: number;
  /** Nodes and longest path with every alias written out. */
  readonly size: number;
  readonly depth: number;
  readonly hasAggregate: boolean;
  /** Holds no column. */
  readonly isConstant: boolean;
};

/** Beyond these, aliases built on aliases would explode inside ClickHouse. */
const MAX_SIZE = 12_000;
const MAX_DEPTH = 150;

/** Builds typed expressions and numbers equal ones alike. */
export class TypedFactory {
  readonly #keys = new Map<string, number>();

  literal(type: Type, literal: Literal): Typed {
    const text = literal.kind === "string" ? `'${literal.value}` : literal.text;
    return this.#leaf(type, { kind: "literal", literal }, text, true);
  }

  column(type: Type, name: string): Typed {
    return this.#leaf(type, { kind: "column", name }, `"${name}`, false);
  }

  alias(name: string, target: Typed): Typed {
    return { ...target, node: { kind: "alias", name, target } };
  }

  apply(type: Type, node: Omit<Extract<TypedNode, { kind: "apply" }>, "kind">): Typed {
    const parts = [...node.parameters, ...node.args];
    const zone = type.kind === "DateTime" ? (type.zone ?? "") : "";
    const size = parts.reduce((sum, part) => sum + part.size, 1);
    const depth = parts.reduce((highest, part) => Math.max(highest, part.depth), 0) + 1;
    if (size > MAX_SIZE || depth > MAX_DEPTH) {
      throw new InputInvalid("expression is too large once its aliases are written out");
    }
    return {
      type,
      node: { kind: "apply", ...node },
      key: this.#intern(
        `${node.template}|${node.unit ?? ""}|${zone}|${parts.map((part) => part.key).join(",")}`,
      ),
      size,
      depth,
      hasAggregate: node.isAggregate || parts.some((part) => part.hasAggregate),
      isConstant: !node.isAggregate && parts.every((part) => part.isConstant),
    };
  }

  #leaf(type: Type, node: TypedNode, text: string, isConstant: boolean): Typed {
    return { type, node, key: this.#intern(text), size: 1, depth: 1, hasAggregate: false, isConstant };
  }

  #intern(text: string): number {
    const known = this.#keys.get(text);
    if (known !== undefined) return known;
    this.#keys.set(text, this.#keys.size);
    return this.#keys.size - 1;
  }
}

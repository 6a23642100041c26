import type { World } from "./world.ts";

export const FAMILIES = [
  "overview",
  "breakdown",
  "comparison",
  "timing",
  "quality",
  "change",
  "planning",
] as const;
export type Family = (typeof FAMILIES)[number];

export interface Call {
  readonly tool: string;
  readonly input: Readonly<Record<string, unknown>>;
}

/** Something of the structured answer that the demo world decides; `at` is a path, see `path.ts`. */
export type Fact =
  | { readonly at: string; readonly is: number | string | boolean | null }
  | { readonly at: string; readonly near: number; readonly within: number }
  /** The true value lies between two estimates. */
  | { readonly low: string; readonly high: string; readonly holds: number };

/** What a right answer in words must contain: a name, a count, or a share written in percent. */
export type Part = string | number | { readonly share: number };

export interface Solution {
  /** Calls that lead to the answer. */
  readonly calls: readonly Call[];
  /** True of the structured answer of the last call. */
  readonly facts: readonly Fact[];
  readonly answer: readonly Part[];
}

/** A question as a marketer asks it. */
export interface Task {
  readonly id: string;
  readonly family: Family;
  readonly question: string;
  /** The same question in other words. */
  readonly paraphrase: string;
  /** The tool made for it. */
  readonly expected: string;
  /** Other tools from which it can be answered rightly. */
  readonly acceptable: readonly string[];
  /** The right answer, counted in the demo world and not by the product. */
  solve(world: World): Solution;
}

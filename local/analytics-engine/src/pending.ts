import { randomUUID } from "node:crypto";
import { type Point, toLine } from "./point.ts";
import type { Batch } from "./store.ts";

/** Points of one dataset gathered for one insert, already in the form in which they are stored. */
export class Pending {
  readonly #dataset: string;
  readonly #lines: string[] = [];
  #oldest = Number.POSITIVE_INFINITY;
  #newest = Number.NEGATIVE_INFINITY;

  constructor(dataset: string) {
    this.#dataset = dataset;
  }

  get size(): number {
    return this.#lines.length;
  }

  add(point: Point): void {
    this.#lines.push(toLine(point));
    if (point.timestamp < this.#oldest) this.#oldest = point.timestamp;
    if (point.timestamp > this.#newest) this.#newest = point.timestamp;
  }

  toBatch(): Batch {
    const token = randomUUID();
    return { dataset: this.#dataset, lines: this.#lines, oldest: this.#oldest, newest: this.#newest, token };
  }
}

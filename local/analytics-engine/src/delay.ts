import type { Point } from "./point.ts";

interface Held {
  due: number;
  dataset: string;
  point: Point;
}

const CHECK_EVERY_MS = 50;

/** Holds points back for a while, as production needs minutes to show them. */
export class Delay {
  readonly #now: () => number;
  readonly #release: (dataset: string, point: Point) => void;
  #held: Held[] = [];
  #timer: NodeJS.Timeout | undefined;

  constructor(now: () => number, release: (dataset: string, point: Point) => void) {
    this.#now = now;
    this.#release = release;
  }

  get size(): number {
    return this.#held.length;
  }

  hold(dataset: string, point: Point, delayMs: number): void {
    this.#held.push({ due: this.#now() + delayMs, dataset, point });
    this.#timer ??= setInterval(() => this.#releaseDue(this.#now()), CHECK_EVERY_MS);
  }

  /** Releases everything at once. */
  releaseAll(): void {
    this.#releaseDue(Number.POSITIVE_INFINITY);
  }

  #releaseDue(time: number): void {
    const due = this.#held.filter((held) => held.due <= time);
    this.#held = this.#held.filter((held) => held.due > time);
    for (const { dataset, point } of due) this.#release(dataset, point);
    if (this.#held.length > 0) return;
    clearInterval(this.#timer);
    this.#timer = undefined;
  }
}

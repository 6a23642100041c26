const DAY_MS = 86_400_000;

/** Counts something per UTC day against a limit that may change. */
export class DailyQuota {
  readonly #now: () => number;
  #day = -1;
  #used = 0;

  constructor(now: () => number) {
    this.#now = now;
  }

  /** Takes one from today's allowance; false when `limit` (null: none) is used up. */
  take(limit: number | null): boolean {
    const day = Math.floor(this.#now() / DAY_MS);
    if (day !== this.#day) {
      this.#day = day;
      this.#used = 0;
    }
    if (limit !== null && this.#used >= limit) return false;
    this.#used++;
    return true;
  }
}

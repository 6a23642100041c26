/** Work that took longer than it was given; it may still finish on its own. */
export class DeadlineError extends Error {
  override readonly name = "DeadlineError";
}

/**
 * The result of work, or a rejection when it takes longer than `limitMs`.
 * @throws DeadlineError
 */
export function withDeadline<T>(work: Promise<T>, limitMs: number): Promise<T> {
  return new Promise((resolve, reject) => {
    const timer = setTimeout(() => reject(new DeadlineError(`took longer than ${limitMs} ms`)), limitMs);
    const settle =
      <V>(done: (value: V) => void) =>
      (value: V) => {
        clearTimeout(timer);
        done(value);
      };
    // Also when nobody waits any more: a late failure must not count as unhandled.
    work.then(settle(resolve), settle(reject));
  });
}

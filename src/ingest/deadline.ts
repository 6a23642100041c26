/** Work that took longer than it was given; it may still finish on its own. */
export class DeadlineError extends Error {
  override readonly name = "DeadlineError";
}

/**
 * The result of work, or a rejection when it takes longer than `limitMs`.
 * @throws DeadlineError
 */
export async function withDeadline<T>(work: Promise<T>, limitMs: number): Promise<T> {
  let timer: ReturnType<typeof setTimeout> | null = null;
  const late = new Promise<never>((_, reject) => {
    timer = setTimeout(() => reject(new DeadlineError(`took longer than ${limitMs} ms`)), limitMs);
  });
  try {
    return await Promise.race([work, late]);
  } finally {
    clearTimeout(timer);
    work.catch(() => {}); // nobody waits any more, and a late failure must not count as unhandled
  }
}

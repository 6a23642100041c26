import type { Session } from "chdb";

/** Work that waits for a connection, served in the order of arrival. */
interface Waiter {
  resolve(connection: Session): void;
  reject(error: unknown): void;
}

/** The engine is closing, so no more statements are taken. */
export class ConnectionsClosed extends Error {
  override message = "the engine is closing";
}

/**
 * A fixed number of chDB connections to one database. A connection serves one statement at a time, and one
 * that has seen an error is thrown away: chDB puts the partial output of a failed statement in front of the
 * next answer of the same connection, never of another one. Opening a new one takes about a millisecond.
 */
export class Connections {
  readonly #open: () => Session;
  readonly #limit: number;
  readonly #idle: Session[] = [];
  readonly #waiters: Waiter[] = [];
  #leased = 0;
  #closed = false;
  #whenIdle: () => void = () => {};

  /** @param limit how many statements may run at the same time, at least 1 */
  constructor(open: () => Session, limit: number) {
    this.#open = open;
    this.#limit = limit;
  }

  /** Runs `work` on a connection of its own; whatever `work` throws also ends that connection. */
  async use<T>(work: (connection: Session) => Promise<T>): Promise<T> {
    const connection = await this.#lease();
    let result: T;
    try {
      result = await work(connection);
    } catch (error) {
      connection.close();
      this.#release(undefined);
      throw error;
    }
    this.#release(connection);
    return result;
  }

  /** Refuses waiting and later work, lets running work end, then closes every connection. */
  async close(): Promise<void> {
    this.#closed = true;
    for (const waiter of this.#waiters.splice(0)) waiter.reject(new ConnectionsClosed());
    if (this.#leased > 0) {
      await new Promise<void>((resolve) => {
        this.#whenIdle = resolve;
      });
    }
    for (const connection of this.#idle.splice(0)) connection.close();
  }

  async #lease(): Promise<Session> {
    if (this.#closed) throw new ConnectionsClosed();
    if (this.#leased >= this.#limit) {
      return new Promise((resolve, reject) => this.#waiters.push({ resolve, reject }));
    }
    this.#leased++;
    try {
      return this.#idle.pop() ?? this.#open();
    } catch (error) {
      this.#leased--;
      throw error;
    }
  }

  #release(connection: Session | undefined): void {
    const next = this.#waiters.shift();
    if (!next) {
      this.#leased--;
      if (connection) this.#idle.push(connection);
      if (this.#leased === 0) this.#whenIdle();
      return;
    }
    try {
      next.resolve(connection ?? this.#open());
    } catch (error) {
      next.reject(error);
      this.#release(undefined);
    }
  }
}

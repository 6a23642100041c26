import { setTimeout as wait } from "node:timers/promises";

/** An answer of a SQL API, the real one or the stand-in. */
export interface Answer {
  readonly status: number;
  readonly contentType: string;
  readonly text: string;
}

/** Where a SQL API is, and how fast it may be asked. */
export interface Api {
  readonly baseUrl: string;
  readonly accountId: string;
  /** Permission Account Analytics: Read. */
  readonly token: string;
  /** Least time from one question to the next, in milliseconds. */
  readonly pauseMs: number;
}

const LONGEST_WAIT_S = 300;
const TIMEOUT_MS = 60_000;

/**
 * Asks one statement after the other. A request to slow down is obeyed once per statement.
 * @throws Error in one sentence when the API cannot be reached, knows no such token, or throttles again
 */
export function createAsker({ baseUrl, accountId, token, pauseMs }: Api): (sql: string) => Promise<Answer> {
  const url = `${baseUrl}/client/v4/accounts/${encodeURIComponent(accountId)}/analytics_engine/sql`;
  let nextMs = 0;
  const send = async (sql: string): Promise<Response> => {
    await wait(Math.max(0, nextMs - Date.now()));
    nextMs = Date.now() + pauseMs;
    const request = {
      method: "POST",
      headers: { authorization: `Bearer ${token}` },
      body: sql,
      signal: AbortSignal.timeout(TIMEOUT_MS),
    };
    return fetch(url, request).catch(() => {
      throw new Error(`${baseUrl} does not answer.`);
    });
  };
  return async (sql) => {
    let response = await send(sql);
    if (response.status === 429) {
      const seconds = Number(response.headers.get("retry-after")) || LONGEST_WAIT_S;
      await wait(Math.min(seconds, LONGEST_WAIT_S) * 1000);
      response = await send(sql);
    }
    const { status } = response;
    if (status === 429) throw new Error("The API asks to slow down; try again in five minutes.");
    if (status === 401 || status === 403) {
      throw new Error(
        `The API refused the token (${status}): it needs Account Analytics: Read on this account.`,
      );
    }
    return { status, contentType: response.headers.get("content-type") ?? "", text: await response.text() };
  };
}

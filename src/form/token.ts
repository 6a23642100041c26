const RETRY_MS = 60_000;

/** The signed statement of when a form was first touched. */
export interface FormToken {
  /** Empty until the server gave one. */
  value(): string;
  /** Fetches one when there is none or it grows old; at most once a minute while that fails. */
  refresh(): void;
  /** It was used: the next submission needs another. */
  spend(): void;
}

export function createFormToken(toAddress: () => string): FormToken {
  let value = "";
  let dueMs = 0;

  async function load(nowMs: number): Promise<void> {
    const answer = await (await fetch(toAddress())).json();
    if (!answer.token) return;
    value = answer.token;
    dueMs = nowMs + answer.expires_in_s * 500;
  }
  return {
    value: () => value,
    refresh() {
      const nowMs = Date.now();
      if (nowMs < dueMs) return;
      dueMs = nowMs + RETRY_MS;
      load(nowMs).catch(() => {});
    },
    spend() {
      value = "";
      dueMs = 0;
    },
  };
}

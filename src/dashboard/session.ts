const NAME = "lead-stats-key";

/** The key that this tab signed in with; it is gone with the tab. */
export function readKey(): string {
  try {
    return sessionStorage.getItem(NAME) ?? "";
  } catch {
    // Storage is blocked: the key lives as long as the page.
    return held;
  }
}

let held = "";

/** @param key empty to sign out */
export function keepKey(key: string): void {
  held = key;
  try {
    if (key === "") sessionStorage.removeItem(NAME);
    else sessionStorage.setItem(NAME, key);
  } catch {
    // The variable has it.
  }
}

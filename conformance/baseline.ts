import { readFileSync } from "node:fs";
import { resolve } from "node:path";

/** The failures to expect on the 2025-11-25 wire. */
export const BASELINE = resolve(import.meta.dirname, "baseline-2025-11-25.yml");

/** One failure to expect, and why. */
export interface Expected {
  /** `scenario:check` */
  readonly check: string;
  /** From the comment above it; empty where there is none. */
  readonly reason: string;
}

/** The scenarios that are known to fail, each with its reason. */
export function readBaseline(): Expected[] {
  return [...readFileSync(BASELINE, "utf8").matchAll(/^(?: {2}# (.+)\n)?^ {2}- (\S+)$/gm)].map(
    ([, reason = "", check = ""]) => ({ check, reason }),
  );
}

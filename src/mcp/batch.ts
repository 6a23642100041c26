import { isRecord } from "../domain/is-record.ts";

/**
 * How many questions a body asks. One, also where it asks none or cannot be read, but for a batch: an array of
 * messages, which the revision 2025-03-26 has and no later one.
 */
export function countQuestions(body: string): number {
  if (!/^\s*\[/.test(body)) return 1;
  try {
    const batch: unknown = JSON.parse(body);
    const asked = Array.isArray(batch)
      ? batch.filter((one) => isRecord(one) && "method" in one && "id" in one)
      : [];
    return Math.max(1, asked.length);
  } catch {
    return 1;
  }
}

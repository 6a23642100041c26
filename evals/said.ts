import type { Part } from "./task.ts";

/** Whether a text says a part of the answer: a name in any case, a count with or without separators, a share in percent. */
export function isSaid(text: string, part: Part): boolean {
  if (typeof part === "string") return text.toLowerCase().includes(part.toLowerCase());
  if (typeof part === "number") return hasNumber(text, toWritten(part));
  const percent = part.share * 100;
  return [0, 1, 2].some((digits) => hasNumber(text, [String(Number(percent.toFixed(digits)))]));
}

/** Parts that a text does not say. */
export function findUnsaid(text: string, parts: readonly Part[]): Part[] {
  return parts.filter((part) => !isSaid(text, part));
}

function toWritten(count: number): string[] {
  return [
    String(Math.abs(count)),
    Math.abs(count).toLocaleString("en-US"),
    Math.abs(count).toLocaleString("en-IN"),
  ];
}

function hasNumber(text: string, written: readonly string[]): boolean {
  return written.some((number) =>
    new RegExp(`(?<![\\d.,])${number.replaceAll(".", "\\.")}(?!\\d|[.,]\\d)`).test(text),
  );
}

/** The first UTF-16 units of a text, at most so many, and never half of a character that takes two. */
export function toFirstChars(text: string, maxChars: number): string {
  return text.slice(0, maxChars).replace(/[\uD800-\uDBFF]$/, "");
}

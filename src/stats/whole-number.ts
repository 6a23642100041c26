/**
 * A whole number that a parameter was given as text; `undefined` where it is none. Only days are also read as people
 * write them: `7d`, `last 14 days`, `2 weeks`.
 */
export function readWholeNumber(name: string, text: string): number | undefined {
  const [, digits, unit = ""] = (name === "days" ? DAYS : DIGITS).exec(text.trim()) ?? [];
  return digits === undefined ? undefined : Number(digits) * (/^w/i.test(unit) ? 7 : 1);
}

const DIGITS = /^(\d{1,9})$/;
const DAYS = /^(?:(?:last|past)\s+)?(\d{1,6})\s*(d|days?|w|weeks?)?$/i;

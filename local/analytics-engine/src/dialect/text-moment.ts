const DIGITS_AND_MARKS = "dddd-dd-dd dd:dd:dd";

/** DateTime holds 32 bits of seconds: up to early 2106. */
const YEARS = { first: 1970, last: 2105 };

/**
 * What toDateTime() accepts as text: `YYYY-MM-DD hh:mm:ss` of a real calendar day, or a Unix timestamp of 9 or 10
 * digits (ClickHouse reads shorter ones as years and dates). Gives the kind, or null.
 */
export function toTextMoment(text: string): "calendar" | "timestamp" | null {
  if ((text.length === 9 || text.length === 10) && [...text].every(isDigit)) {
    return Number(text) <= 0xffffffff ? "timestamp" : null;
  }
  return hasShape(text) && isReal(text) ? "calendar" : null;
}

function hasShape(text: string): boolean {
  if (text.length !== DIGITS_AND_MARKS.length) return false;
  return [...DIGITS_AND_MARKS].every((mark, at) => {
    const one = text.charAt(at);
    return mark === "d" ? isDigit(one) : one === mark;
  });
}

function isReal(text: string): boolean {
  const year = Number(text.slice(0, 4));
  if (year < YEARS.first || year > YEARS.last) return false;
  const iso = `${text.slice(0, 10)}T${text.slice(11)}Z`;
  const parsed = Date.parse(iso);
  return !Number.isNaN(parsed) && new Date(parsed).toISOString() === `${iso.slice(0, -1)}.000Z`;
}

function isDigit(one: string): boolean {
  return one >= "0" && one <= "9";
}

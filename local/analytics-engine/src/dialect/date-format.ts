/**
 * The codes of formatDateTime: ClickHouse's MySQL-like set, each tried against the engine.
 * The note is what the code prints for 2026-11-20 18:44:59.
 */
export const DATE_FORMAT_CODES: Readonly<Record<string, string>> = {
  "%": "%",
  a: "Fri",
  b: "Nov",
  c: "11",
  C: "20",
  d: "20",
  D: "11/20/26",
  e: "20, padded with a space",
  f: "000000",
  F: "2026-11-20",
  g: "26, ISO year",
  G: "2026, ISO year",
  h: "06",
  H: "18",
  i: "44, minutes",
  I: "06",
  j: "324",
  k: "18, padded with a space",
  l: "06, padded with a space",
  m: "11",
  M: "November, not minutes",
  n: "line feed",
  p: "PM",
  Q: "4, the quarter",
  r: "06:44 PM",
  R: "18:44",
  s: "59",
  S: "59",
  t: "tab",
  T: "18:44:59",
  u: "5, ISO weekday",
  V: "47, ISO week",
  w: "5, Sunday is 0",
  W: "Friday",
  y: "26",
  Y: "2026",
  z: "+0000",
};

/** Every `%` begins a known code. */
export function isDateFormat(format: string): boolean {
  for (let at = format.indexOf("%"); at !== -1; at = format.indexOf("%", at + 2)) {
    if (!Object.hasOwn(DATE_FORMAT_CODES, format.charAt(at + 1))) return false;
  }
  return true;
}

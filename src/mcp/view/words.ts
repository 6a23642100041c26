const WORDS: Readonly<Record<string, string>> = {
  total: "all events",
  primary: "primary leads",
  "30min": "half hour",
  "60min": "hour",
};

/** A name of the wire in words. */
export function toWords(name: string): string {
  return WORDS[name] ?? name.replace(/_count$/, " leads").replace(/_/g, " ");
}

export function toList(names: readonly string[]): string {
  return names.map(toWords).join(" and ");
}

interface Condition {
  readonly dimension: string;
  readonly operator: "is";
  readonly values: readonly string[];
}

/** The parameter `filters` with conditions of one value or several each. */
export function only(conditions: Readonly<Record<string, string | readonly string[]>>): {
  filters: Condition[];
} {
  return {
    filters: Object.entries(conditions).map(([dimension, values]) => ({
      dimension,
      operator: "is",
      values: typeof values === "string" ? [values] : values,
    })),
  };
}

/** Who this server says it is. */
export interface Identity {
  readonly name: string;
  readonly title: string;
  readonly description: string;
  readonly version: string;
  /** Public origin of the product, e.g. `https://leads.example.com`. */
  readonly publicUrl: string;
}

/** What this server is called in every place that names it. */
export function toIdentity({ version, publicUrl }: Pick<Identity, "version" | "publicUrl">): Identity {
  return {
    name: "lead-stats",
    title: "Lead statistics",
    description:
      "How many leads came in, when, from where and how good they were; read-only, no personal data.",
    version,
    publicUrl,
  };
}

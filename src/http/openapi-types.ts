export type JsonObject = { readonly [name: string]: unknown };

/** An operation of the document, with the examples that its readers can copy. */
export interface Operation {
  readonly operationId: string;
  readonly summary: string;
  readonly description?: string;
  readonly tags: readonly [Tag];
  readonly security: readonly JsonObject[];
  readonly parameters?: readonly JsonObject[];
  readonly requestBody?: JsonObject;
  readonly responses: JsonObject;
}

export interface Route {
  readonly method: "get" | "post" | "put" | "patch" | "delete";
  /** As OpenAPI writes it, e.g. `/leads/google-ads/{project}`. */
  readonly path: string;
  readonly operation: Operation;
  readonly samples?: readonly Sample[];
}

/** A request to copy: what stands between `curl -s` and the address, and the address below the origin. */
export interface Sample {
  readonly label: string;
  readonly options?: string;
  readonly address: string;
}

export const TAGS = {
  Statistics: "Counts and rates of lead events. Nobody's personal data is in them.",
  Leads: "Sending leads in.",
  Administration: "Projects, keys, lists and the record.",
  Service: "Health, this description, and the MCP endpoint.",
} as const;
export type Tag = keyof typeof TAGS;

/** Keys of the roles that may read statistics; one of them is enough. */
export const READER_KEY: readonly JsonObject[] = [{ bearer: ["marketing"] }, { bearer: ["admin"] }];
export const ADMIN_KEY: JsonObject = { bearer: ["admin"] };
export const INGEST_KEY: JsonObject = { bearer: ["ingest"] };
export const SITE_KEY: JsonObject = { siteKey: [] };
export const PUBLIC: readonly JsonObject[] = [];

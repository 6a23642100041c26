/** Arguments under repair and one note for every change that the caller should know of. */
export interface Draft {
  readonly input: Record<string, unknown>;
  readonly notes: string[];
}

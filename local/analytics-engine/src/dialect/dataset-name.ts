const DATASET_NAME = /^[A-Za-z_][A-Za-z0-9_]{0,63}$/;

/** What {@link isDatasetName} asks for, to stand after "must be". */
export const DATASET_NAME_RULE =
  "letters, digits and underscores, not starting with a digit, at most 64 characters";

/** True for the names a dataset may have here. The store names tables and files after them. */
export function isDatasetName(name: string): boolean {
  return DATASET_NAME.test(name);
}

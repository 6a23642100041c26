/** Of an entry of the block or test list. */
export const MAX_REASON_CHARS = 200;
export const MAX_LISTED_DAYS = 3650;

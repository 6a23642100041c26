/** A value counts as known that an event of so many last days has; other values are not suggested. */
export const KNOWN_DAYS = 90;

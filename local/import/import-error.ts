/** The import cannot start or go on; the message says why and what to do. */
export class ImportError extends Error {}

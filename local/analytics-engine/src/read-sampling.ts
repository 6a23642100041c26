/** Read-time sampling: what production does to expensive queries, with copies of 10 and 1 percent. */
export interface ReadSampling {
  /** Rows that a query may read in full; ten times as many are read from the 10 % copy, more from the 1 % copy. */
  aboveRows: number;
}

/** One row in this many is read. */
export type ReadShare = 1 | 10 | 100;

/** The copy from which a query over so many rows is answered. */
export function toReadShare(rows: number, { aboveRows }: ReadSampling): ReadShare {
  if (rows <= aboveRows) return 1;
  return rows <= aboveRows * 10 ? 10 : 100;
}

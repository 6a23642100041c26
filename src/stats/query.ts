import type { DimensionSpec, EventType } from "../domain/dataset.ts";
import type { Range } from "../domain/period.ts";
import type { OffsetSpan } from "../domain/zone.ts";
import type { Bucket, Compare, Group, Operator, Order } from "./request.ts";

/** A condition on one column; values are normalised labels. */
export interface Filter {
  readonly dimension: DimensionSpec;
  readonly operator: Operator;
  readonly values: readonly string[];
}

/**
 * A statistics question with everything decided: the only thing that becomes SQL. `range` is absolute, `spans` are
 * the zone's offsets over it and the earlier range, `types` the event types that count, `scope` the projects the caller
 * may see.
 */
export interface StatsQuery {
  readonly range: Range;
  /** The range to compare with; it ends before `range` begins. */
  readonly earlier: Range | undefined;
  readonly timezone: string;
  readonly spans: readonly OffsetSpan[];
  readonly bucket: Bucket;
  readonly groupBy: readonly Group[];
  readonly filters: readonly Filter[];
  readonly types: readonly EventType[];
  readonly scope: "all" | readonly string[];
  /** Ids in its filters that the directory does not have; none for a scoped caller, who may not know the others. */
  readonly unknownProjects: readonly string[];
  /** Lowest scores of the events that count, 0 for all. */
  readonly minSuspicion: number;
  readonly minEngagement: number;
  readonly compare: Compare;
  readonly orderBy: Order;
  readonly limit: number;
  /** Groups with fewer events are folded; 1 folds none. */
  readonly minTotal: number;
  /** Rows at most, by listing fewer groups; `undefined` lists what `limit` allows or refuses. */
  readonly maxRows: number | undefined;
  /** Epoch seconds. */
  readonly now: number;
}

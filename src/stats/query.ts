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
 * the zone's offsets over it, `types` the event types that count, `scope` the projects the caller may see.
 */
export interface StatsQuery {
  readonly range: Range;
  readonly timezone: string;
  readonly spans: readonly OffsetSpan[];
  readonly bucket: Bucket;
  readonly groupBy: readonly Group[];
  readonly filters: readonly Filter[];
  readonly types: readonly EventType[];
  readonly scope: "all" | readonly string[];
  readonly compare: Compare;
  readonly orderBy: Order;
  readonly limit: number;
  /** Epoch seconds. */
  readonly now: number;
}

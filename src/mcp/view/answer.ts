/** The fields of tool answers that the view draws; a test checks that the tools answer with them. */

export interface Share {
  readonly value: number | null;
  readonly low?: number | null;
  readonly high?: number | null;
}

/** The resolved question. */
export interface Query {
  readonly from: string;
  readonly to: string;
  readonly timezone: string;
  readonly filters: readonly {
    readonly dimension: string;
    readonly operator: string;
    readonly values: readonly string[];
  }[];
  readonly min_suspicion?: number | undefined;
  readonly min_engagement?: number | undefined;
  readonly good?: string;
}

export interface Quality {
  readonly sampled: boolean;
  readonly open_period: boolean;
  readonly warnings: readonly { readonly code: string; readonly message: string }[];
}

/** What every answer holds. */
export interface Answer {
  readonly headline: string;
  readonly query: Query;
  readonly quality: Quality;
}

/** Counts, rates and labels by name. */
export interface Row {
  readonly [name: string]: unknown;
  readonly open?: true | undefined;
  readonly intervals?: Readonly<Record<string, { readonly low: number; readonly high: number }>> | undefined;
}

export interface Stats extends Answer {
  readonly query: Query & {
    readonly bucket: string;
    readonly group_by: readonly string[];
    readonly order_by: string;
    /** What rows carry; all when absent. */
    readonly metrics?: readonly string[] | undefined;
  };
  readonly rows: readonly Row[];
  readonly comparison?:
    | { readonly from: string; readonly to: string; readonly rows?: readonly Row[] | undefined }
    | undefined;
}

export interface Focus extends Answer {
  readonly query: Query & { readonly group_by: readonly string[] };
  readonly method: { readonly interval: number };
  readonly segments: readonly {
    readonly labels: Readonly<Record<string, string | undefined>>;
    readonly submissions: number;
    readonly good: number;
    readonly rate: Share;
    readonly elsewhere_rate: number;
    readonly verdict: string;
  }[];
}

export interface Times extends Answer {
  readonly query: Query & { readonly bucket: string; readonly metric: string };
  readonly staffing: readonly {
    readonly weekday: string;
    readonly expected: readonly number[];
    readonly high: readonly number[];
  }[];
}

import type { Answer, Query, Row } from "../mcp/view/answer.ts";

/** The fields of REST answers that the page shows; a test checks that the API answers with them. */

/** A named thing of the dataset and what it means. */
export interface Named {
  readonly name: string;
  readonly meaning: string;
}

/** What can be asked, and for which projects: `GET /analytics/lead-stats/schema`. */
export interface Schema {
  /** The date in the reporting zone. */
  readonly today: string;
  readonly projects: readonly { readonly id: string; readonly name: string }[];
  readonly dimensions: readonly Named[];
  readonly metrics: readonly Named[];
  readonly rates: readonly Named[];
}

/** How a figure moved against the compared period. */
export interface Change {
  readonly absolute: number | null;
  readonly percent?: number | null | undefined;
  readonly verdict: string;
}

/** `GET /analytics/lead-stats/summary` */
export interface Summary extends Answer {
  readonly totals: Row;
  readonly comparison?:
    | {
        readonly from: string;
        readonly to: string;
        readonly change: Readonly<Record<string, Change | undefined>>;
      }
    | undefined;
  readonly findings: readonly Finding[];
}

export type Labels = Readonly<Record<string, string | undefined>>;

/** Something worth knowing, in a sentence, with the labels that it is about. */
export interface Finding {
  readonly sentence: string;
  readonly labels?: Labels | null | undefined;
}

/** How a conclusion was reached. */
export interface Method {
  readonly name: string;
  readonly sentence: string;
  readonly minimum: string;
  readonly reference: string;
}

/** What every insight answers, and where each kind of them keeps its sentences. */
export interface Insight extends Answer {
  readonly query: Query;
  readonly reason: string | null;
  readonly method: Method;
  /** Focus: segments, the most to gain first. */
  readonly segments?: readonly {
    readonly labels: Labels;
    readonly verdict: string;
    readonly reason: string;
  }[];
  /** Best times. */
  readonly windows?: readonly { readonly by: string; readonly sentence: string }[];
  /** Quality. */
  readonly facts?: readonly (Finding & { readonly fix: string })[];
  readonly anomalies?: readonly Finding[];
  /** Changes: dimensions with the values that moved with the change. */
  readonly dimensions?: readonly {
    readonly values: readonly {
      readonly labels: Labels;
      readonly before: number | null;
      readonly now: number | null;
      readonly is_clear: boolean;
    }[];
  }[];
  /** Forecast. */
  readonly horizons?: readonly {
    readonly horizon: string;
    readonly from: string;
    readonly to: string;
    readonly expected: number;
    readonly low: number;
    readonly high: number;
  }[];
}

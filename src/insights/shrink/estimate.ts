/** An estimate with the interval that holds the truth with the probability its method states. */
export interface Estimate {
  readonly value: number;
  readonly low: number;
  readonly high: number;
}

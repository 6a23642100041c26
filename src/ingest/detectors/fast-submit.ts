import { FAST_BELOW_S } from "../../domain/dataset.ts";
import type { Detector } from "../finding.ts";

/** Sent within {@link FAST_BELOW_S} seconds of the page's load, as measured by the page; 0 is unknown. */
export const detectFastSubmit: Detector = ({ submission }) => {
  const seconds = submission.numbers.time_to_submit_s ?? 0;
  return seconds > 0 && seconds < FAST_BELOW_S ? { code: "fast_submit", points: 30 } : undefined;
};

import type { Detector } from "../finding.ts";

/** A form filled in faster than this was hardly filled in by hand. */
const FAST_S = 3;

/** Sent within three seconds of the page's load, as measured by the page. */
export const detectFastSubmit: Detector = ({ submission }) => {
  const seconds = submission.numbers.time_to_submit_s;
  return seconds !== undefined && seconds < FAST_S ? { code: "fast_submit", points: 30 } : undefined;
};

import type { Detector } from "../finding.ts";

/** A phone number that fits no numbering plan. */
export const detectUnreadablePhone: Detector = ({ phone }) =>
  phone && !phone.isE164 ? { code: "unreadable_phone", points: 10 } : undefined;

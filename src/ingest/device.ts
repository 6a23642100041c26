import type { Device } from "../domain/dataset.ts";

/** Device class of a user agent; `unknown` for none and for programs that are no browser. */
export function toDevice(userAgent: string): Device {
  if (/ipad|tablet|kindle|silk\/|playbook|android(?!.*\bmobile\b)/i.test(userAgent)) return "tablet";
  if (/iphone|ipod|\bmobile\b|windows phone|blackberry|opera mini|iemobile/i.test(userAgent)) return "mobile";
  return /windows nt|macintosh|x11|cros|linux (x86_64|i686|aarch64)/i.test(userAgent) ? "desktop" : "unknown";
}

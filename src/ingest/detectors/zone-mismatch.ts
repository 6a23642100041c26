import { isZone, toOffsetSpans } from "../../domain/zone.ts";
import type { Detector } from "../finding.ts";

/** The browser's clock and its address are in zones with different offsets: a traveller, or a VPN. */
export const detectZoneMismatch: Detector = ({ submission, connection, receivedMs }) => {
  const browser = submission.text.timezone;
  const address = connection?.timezone;
  if (browser === undefined || address === undefined || !isZone(browser) || !isZone(address))
    return undefined;
  if (browser === address || toOffset(browser, receivedMs) === toOffset(address, receivedMs))
    return undefined;
  return { code: "zone_mismatch", points: 5, vpnPoints: 30 };
};

function toOffset(zone: string, ms: number): number | undefined {
  const second = Math.floor(ms / 1000);
  return toOffsetSpans(zone, second, second + 1)[0]?.offset;
}
